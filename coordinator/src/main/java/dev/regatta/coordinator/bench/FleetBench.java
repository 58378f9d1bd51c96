package dev.regatta.coordinator.bench;

import dev.regatta.coordinator.bench.fleet.FleetMeter;
import dev.regatta.coordinator.bench.fleet.FleetServer;
import dev.regatta.coordinator.bench.fleet.SimulatedFleet;
import dev.regatta.coordinator.bench.fleet.Storm;
import dev.regatta.coordinator.bench.fleet.TrialScript;
import dev.regatta.protocol.bench.BenchReport;
import dev.regatta.protocol.bench.Measurement;
import dev.regatta.protocol.bench.Measurement.Better;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code regatta bench fleet}: a thousand simulated workers speak the real protocol to a real broker and a real
 * coordinator, each a process of its own.
 */
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        description =
                "Measure the coordinator under a fleet of simulated workers, and lose none of its trials in a storm.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  regatta bench fleet --quick",
            "  regatta bench fleet --only storm --minute-seconds 6",
            "  regatta bench fleet --workers 1000 --trials 50000 --json fleet.json"
        })
public final class FleetBench extends Benchmark {
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int LEASE_SECONDS = 14;
    private static final int WINDOW = 1_000;
    private static final long PATIENCE_MINUTES = 60;

    /** What can be measured alone. */
    enum Part {
        turnover,
        reports,
        claims,
        storm
    }

    @Option(names = "--workers", paramLabel = "N", description = "Simulated workers (default: ${DEFAULT-VALUE}).")
    private int workers = 1_000;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "Trials of the study that grows (default: ${DEFAULT-VALUE}).")
    private int trials = 50_000;

    @Option(
            names = "--minute-seconds",
            paramLabel = "N",
            description = "How long a minute of the storm takes (default: ${DEFAULT-VALUE}).")
    private int minuteSeconds = 60;

    @Option(
            names = "--epoch-millis",
            paramLabel = "N",
            description = "Mean time of an epoch while claims are measured (default: ${DEFAULT-VALUE}).")
    private int epochMillis = 5_000;

    @Option(names = "--only", split = ",", description = "Measure these alone: ${COMPLETION-CANDIDATES}.")
    private List<Part> only = List.of(Part.values());

    @Option(names = "--quick", description = "200 workers, 3,000 trials, minutes of 12 s: its figures say little.")
    private boolean quick;

    private double heap;

    @Override
    protected BenchReport measure() throws Exception {
        if (quick) {
            workers = Math.min(workers, 200);
            trials = Math.min(trials, 3_000);
            minuteSeconds = Math.min(minuteSeconds, 12);
            epochMillis = Math.min(epochMillis, 300);
        }
        progress(workers + " simulated workers; each " + SimulatedFleet.GROUP
                + " share a member of the share group, a reader of control messages and a producer");
        List<Measurement> figures = new ArrayList<>();
        figures.add(Measurement.of("fleet.workers", workers, "workers", Better.HIGHER)
                .withTarget(quick ? workers : 1_000));
        figures.add(Measurement.of("fleet.workers_a_client", SimulatedFleet.GROUP, "workers", Better.LOWER));
        try (FleetServer server = new FleetServer(LEASE_SECONDS)) {
            progress("the coordinator is process " + server.pid());
            if (only.contains(Part.turnover)) {
                figures.addAll(turnover(server));
            }
            if (only.contains(Part.reports)) {
                figures.add(reports(server));
            }
            if (only.contains(Part.claims)) {
                figures.addAll(claims(server));
            }
        }
        if (only.contains(Part.storm)) {
            // Leases shrink with the minutes, as far as a busy machine lets a heartbeat come in time.
            int lease = Math.max(4, LEASE_SECONDS * minuteSeconds / 60);
            try (FleetServer server = new FleetServer(lease)) {
                progress("the coordinator is process " + server.pid());
                progress("storm: every " + minuteSeconds + " s, ten times, so many workers die: " + Storm.KILLED
                        + "; leases of " + lease + " s …");
                Storm storm = new Storm(server, workers, Duration.ofSeconds(minuteSeconds), lease, this::progress);
                figures.addAll(storm.run());
                heap = Math.max(heap, storm.heapMegabytes());
            }
        }
        figures.add(Measurement.of("fleet.coordinator_heap_peak", heap, "MiB", Better.LOWER)
                .withTarget(1_024));
        return BenchReport.of(figures);
    }

    /** Trials that end at once, as many as asked for in one study, after a study that warms up. */
    private List<Measurement> turnover(FleetServer server) throws Exception {
        progress("turnover: " + trials + " trials that end at once …");
        int warmUp = Math.min(2_000, trials / 3);
        run(server, "warm-up", warmUp, TrialScript.instant(), done -> {});
        int late = trials - WINDOW;
        Duration[] cpu = new Duration[4];
        FleetMeter meter = run(server, "turnover", trials, TrialScript.instant(), done -> {
            if (done == WINDOW / 2) {
                cpu[0] = server.cpu();
            } else if (done == WINDOW + WINDOW / 2) {
                cpu[1] = server.cpu();
            } else if (done == late) {
                cpu[2] = server.cpu();
            } else if (done == trials) {
                cpu[3] = server.cpu();
            }
        });
        // From nothing to QUEUED, RUNNING, COMPLETED.
        double transitions = 3 * trials / meter.seconds();
        double early = (double) cpu[1].minus(cpu[0]).toMillis() / WINDOW;
        double later = (double) cpu[3].minus(cpu[2]).toMillis() / WINDOW;
        return List.of(
                Measurement.of("fleet.trial_transitions", transitions, "transitions/s", Better.HIGHER)
                        .withTarget(1_000),
                Measurement.of("fleet.cpu_per_trial_at_1000", early, "ms", Better.LOWER),
                Measurement.of("fleet.cpu_per_trial_at_" + trials, later, "ms", Better.LOWER),
                Measurement.of("fleet.cost_at_" + trials + "_over_at_1000", later / early, "ratio", Better.LOWER)
                        .withTarget(1.5));
    }

    private Measurement reports(FleetServer server) throws Exception {
        int each = quick ? 50 : 200;
        progress("reports: " + workers * each + " …");
        FleetMeter meter = run(server, "reports", workers, TrialScript.talkative(each), done -> {});
        return Measurement.of("fleet.reports", meter.reportsASecond(), "reports/s", Better.HIGHER)
                .withTarget(10_000);
    }

    /** Trials of ten epochs, each saved; the first of each worker come all at once and do not count. */
    private List<Measurement> claims(FleetServer server) throws Exception {
        int count = 3 * workers;
        Duration epoch = Duration.ofMillis(epochMillis);
        progress("claims: " + count + " trials of ten epochs of " + epoch.toMillis() + " ms …");
        TrialScript script = TrialScript.training(10, epoch);
        FleetMeter meter = run(server, "claims", count, script, done -> {});
        return List.of(
                Measurement.of("fleet.claim_median", meter.claimMillis(workers, 0.5), "ms", Better.LOWER),
                Measurement.of("fleet.claim_p99", meter.claimMillis(workers, 0.99), "ms", Better.LOWER)
                        .withTarget(100));
    }

    /** Lets a fleet of this script carry out a study of its own; the time counts once all workers are there. */
    private FleetMeter run(FleetServer server, String study, int count, TrialScript script, LongConsumer onCompletion)
            throws Exception {
        CountDownLatch left = new CountDownLatch(count);
        FleetMeter meter = new FleetMeter(completed -> {
            onCompletion.accept(completed);
            left.countDown();
        });
        try (SimulatedFleet fleet = new SimulatedFleet(server.kafka(), study, workers, script, meter, HEARTBEAT)) {
            server.awaitWorkers(fleet.names());
            meter.begin();
            server.create(study, count, workers);
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
            while (!left.await(1, TimeUnit.SECONDS)) {
                heap = Math.max(heap, server.heapMegabytes());
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(left.getCount() + " trials of study " + study + " have not ended");
                }
            }
            meter.end();
        }
        return meter;
    }
}
