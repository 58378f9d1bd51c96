package dev.regatta.deploy.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.regatta.coordinator.bench.Benchmark;
import dev.regatta.deploy.simulation.Outcome;
import dev.regatta.deploy.simulation.Plan;
import dev.regatta.deploy.simulation.Schedules;
import dev.regatta.protocol.bench.BenchReport;
import dev.regatta.protocol.bench.Measurement;
import dev.regatta.protocol.bench.Measurement.Better;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code regatta bench simulate}: schedules of faults in virtual time, each by its seed, and the rules they break. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Run schedules of faults in virtual time; each that breaks a rule is shortened and printed.",
        footer = {"", "Example: regatta bench simulate --from 4711 --schedules 1"})
public final class SimulateBench extends Benchmark {
    private static final int PROGRESS_EVERY = 10_000;

    @Option(names = "--schedules", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private long schedules = 100_000;

    @Option(names = "--from", paramLabel = "SEED", description = "The first seed (default: ${DEFAULT-VALUE}).")
    private long from;

    @Option(names = "--threads", paramLabel = "N", description = "Schedules at a time (default: ${DEFAULT-VALUE}).")
    private int threads = Runtime.getRuntime().availableProcessors();

    private final AtomicLong next = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong virtualMillis = new AtomicLong();
    private final Queue<Outcome> failures = new ConcurrentLinkedQueue<>();

    @Override
    protected BenchReport measure() throws InterruptedException {
        ((Logger) LoggerFactory.getLogger("dev.regatta")).setLevel(Level.OFF); // faults are what this is about
        long begin = System.nanoTime();
        next.set(from);
        List<Thread> runners = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread runner = new Thread(this::runSchedules, "schedules-" + i);
            runner.start();
            runners.add(runner);
        }
        for (Thread runner : runners) {
            runner.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        failures.forEach(failure -> failure.lines().forEach(this::progress));
        return BenchReport.of(List.of(
                Measurement.of("simulate.schedules", (double) schedules, "schedules", Better.HIGHER),
                Measurement.of("simulate.broken", failures.size(), "schedules", Better.LOWER)
                        .withTarget(0),
                Measurement.of("simulate.events", (double) events.get(), "journal entries", Better.HIGHER),
                Measurement.of("simulate.virtual_time", virtualMillis.get() / 3.6e6, "h", Better.HIGHER),
                Measurement.of("simulate.rate", schedules / seconds, "schedules/s", Better.HIGHER)));
    }

    private void runSchedules() {
        try (Schedules runner = new Schedules()) {
            for (long seed = next.getAndIncrement(); seed < from + schedules; seed = next.getAndIncrement()) {
                Outcome outcome = runner.run(Plan.of(seed));
                events.addAndGet(outcome.events());
                virtualMillis.addAndGet(outcome.millis());
                if (outcome.violation().isPresent()) {
                    failures.add(runner.shortened(outcome));
                }
                if ((seed - from + 1) % PROGRESS_EVERY == 0) {
                    progress((seed - from + 1) + " schedules");
                }
            }
        }
    }
}
