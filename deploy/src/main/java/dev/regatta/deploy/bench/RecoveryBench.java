package dev.regatta.deploy.bench;

import dev.regatta.coordinator.bench.Benchmark;
import dev.regatta.coordinator.bench.process.BenchInstallation;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.bench.BenchReport;
import dev.regatta.protocol.bench.Measurement;
import dev.regatta.protocol.bench.Measurement.Better;
import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.AttemptStarted;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.StudyEnded;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code regatta bench recovery}: how soon the trial of a worker that was killed, frozen or told to end runs on another. Real
 * processes with their usual settings; times are those of the journal, whose clock is this machine's.
 */
@Command(
        name = "recovery",
        mixinStandardHelpOptions = true,
        description = "Measure how soon the trial of a killed, frozen or terminated worker runs on another.",
        footer = {"", "Example: regatta bench recovery --repeats 3 --json recovery.json"})
public final class RecoveryBench extends Benchmark {
    private static final double KILLED_SECONDS = 5;
    private static final double FROZEN_SECONDS = 15;

    private static final double REQUEUED_SECONDS = 2;

    @Option(names = "--repeats", paramLabel = "N", description = "Of each fault (default: ${DEFAULT-VALUE}).")
    private int repeats = 5;

    private int studies;

    /** Seconds from a fault to what follows it. */
    private record Recovery(double queued, double started, double queuedAfterCheckpoint) {}

    /** What is done to the worker. */
    private enum Fault {
        KILL("KILL"),
        FREEZE("STOP"),
        TERMINATE("TERM");

        private final String signal;

        Fault(String signal) {
            this.signal = signal;
        }
    }

    @Override
    protected BenchReport measure() throws IOException, InterruptedException {
        try (BenchInstallation installation = new BenchInstallation("recovery");
                RecoveryFleet fleet = new RecoveryFleet(installation)) {
            List<Recovery> killed = recoveries(fleet, Fault.KILL);
            List<Recovery> frozen = recoveries(fleet, Fault.FREEZE);
            List<Recovery> terminated = recoveries(fleet, Fault.TERMINATE);
            return BenchReport.of(List.of(
                    worst("recovery.kill.queued", killed, Recovery::queued),
                    worst("recovery.kill.runs_elsewhere", killed, Recovery::started)
                            .withTarget(KILLED_SECONDS),
                    worst("recovery.freeze.queued", frozen, Recovery::queued),
                    worst("recovery.freeze.runs_elsewhere", frozen, Recovery::started)
                            .withTarget(FROZEN_SECONDS),
                    worst("recovery.terminate.queued", terminated, Recovery::queued),
                    worst("recovery.terminate.queued_after_checkpoint", terminated, Recovery::queuedAfterCheckpoint)
                            .withTarget(REQUEUED_SECONDS),
                    worst("recovery.terminate.runs_elsewhere", terminated, Recovery::started)));
        }
    }

    /** A figure of a recovery. */
    @FunctionalInterface
    private interface Seconds {
        double of(Recovery recovery);
    }

    private static Measurement worst(String name, List<Recovery> recoveries, Seconds seconds) {
        double worst = recoveries.stream().mapToDouble(seconds::of).max().orElse(Double.NaN);
        return Measurement.of(name, worst, "s", Better.LOWER);
    }

    private List<Recovery> recoveries(RecoveryFleet fleet, Fault fault) throws IOException, InterruptedException {
        List<Recovery> recoveries = new ArrayList<>();
        for (int i = 0; i < repeats; i++) {
            fleet.fill();
            Recovery recovery = recovery(fleet, fault);
            progress(String.format(
                    Locale.ROOT,
                    "%s: queued after %.3f s, runs elsewhere after %.3f s",
                    fault,
                    recovery.queued(),
                    recovery.started()));
            recoveries.add(recovery);
        }
        return recoveries;
    }

    private Recovery recovery(RecoveryFleet fleet, Fault fault) throws IOException, InterruptedException {
        String study = "recovery-" + ++studies;
        fleet.create(study(study));
        String worker = fleet.journal(study, after(2)).stream()
                .flatMap(entry -> RecoveryBench.<AttemptStarted>only(entry, AttemptStarted.class))
                .map(started -> started.header().worker().value())
                .findFirst()
                .orElseThrow();
        Instant sent = fault == Fault.FREEZE ? fleet.signal(worker, fault.signal) : fleet.end(worker, fault.signal);
        List<JournalEntry> journal = fleet.journal(
                study,
                event -> event instanceof AttemptStarted started
                        && started.header().attempt().number() > 1);
        if (fault == Fault.FREEZE) {
            Instant unused = fleet.signal(worker, "CONT");
        }
        fleet.stop(study);
        List<JournalEntry> unused = fleet.journal(study, StudyEnded.class::isInstance);
        Instant queued = last(journal, AttemptQueued.class);
        return new Recovery(
                seconds(sent, queued),
                seconds(sent, last(journal, AttemptStarted.class)),
                seconds(last(journal, CheckpointSaved.class), queued));
    }

    /** In the middle of its training, with a checkpoint to go on from. */
    private static Predicate<Event> after(int epochs) {
        return event -> event instanceof EpochReported reported && reported.epoch() >= epochs;
    }

    private static <E extends Event> Stream<E> only(JournalEntry entry, Class<E> type) {
        return type.isInstance(entry.event()) ? Stream.of(type.cast(entry.event())) : Stream.empty();
    }

    private static Instant last(List<JournalEntry> journal, Class<? extends Event> type) {
        return journal.stream()
                .filter(entry -> type.isInstance(entry.event()))
                .reduce((earlier, later) -> later)
                .map(JournalEntry::at)
                .orElseThrow(() -> new IllegalStateException("the journal has no " + type.getSimpleName()));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    /** One trial that is far from its end when it is looked at. */
    private static Map<String, Object> study(String name) {
        return Map.of(
                "name",
                name,
                "objective",
                Map.of("metric", "validation_linear_accuracy", "direction", "maximize"),
                "trials",
                1,
                "concurrency",
                1,
                "dataset",
                Map.of("name", "generated", "limit", 400, "test_limit", 200, "downsample", 2),
                "parameters",
                Map.of("learning_rate", Map.of("type", "float", "low", 0.01, "high", 0.1, "log", true)),
                "fixed",
                Map.of(
                        "preset", "small",
                        "method", "deepcluster-v2",
                        "epochs", 500,
                        "width", 16,
                        "batch_size", 32,
                        "clusters", 10,
                        "probe_epochs", 2));
    }
}
