package dev.regatta.coordinator.bench;

import dev.regatta.coordinator.runtime.Commit;
import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.AttemptStarted;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.FactHeader;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.event.StudyCreated;
import dev.regatta.protocol.event.TrialCompleted;
import dev.regatta.protocol.event.TrialSource;
import dev.regatta.protocol.event.TrialSuggested;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.StudySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * Writes studies with completed trials straight into a journal, as a coordinator would have: a server that is started on it
 * cannot tell the difference. The trials' learning curves are made up, the same ones each time. Not thread-safe.
 */
final class FinishedStudies {
    private static final int EVENTS_A_COMMIT = 4_000;
    private static final int COMMITS_ON_THE_WAY = 2;
    private static final int WORKERS = 16;
    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(5);

    private final EventLog log;
    private final Queue<CompletableFuture<?>> underway = new ArrayDeque<>();
    private final List<Commit.Decided> events = new ArrayList<>();
    private Instant now;

    /** @param begin the time of the first event */
    FinishedStudies(EventLog log, Instant begin) {
        this.log = log;
        this.now = begin.truncatedTo(ChronoUnit.MILLIS); // as a coordinator's are
    }

    /** Writes a study and its first {@code trials} trials, each with {@code reports} reports. */
    void write(StudySpec spec, int trials, int reports) {
        add(new StudyCreated(spec.name(), "bench " + spec.name(), spec));
        for (int number = 0; number < trials; number++) {
            trial(new TrialId(spec.name(), number), reports);
        }
        flush();
        while (!underway.isEmpty()) {
            underway.remove().join();
        }
        log.forget(Set.of(0), Long.MAX_VALUE); // nobody waits for the journal's publication
    }

    private void trial(TrialId trial, int reports) {
        SplittableRandom random = new SplittableRandom(trial.number() * 0x9E3779B97F4A7C15L);
        double learningRate = Math.pow(10, random.nextDouble(-4, -1));
        double temperature = random.nextDouble(.05, 1);
        double accuracy = .9 - .08 * Math.abs(Math.log10(learningRate) + 2.2) - .2 * temperature;
        AttemptId attempt = new AttemptId(trial, 1);
        WorkerId worker = new WorkerId("worker-" + (trial.number() % WORKERS + 1));
        add(new TrialSuggested(
                trial,
                parameters(learningRate, temperature, random),
                random.nextLong(),
                TrialSource.SAMPLED,
                "random:1"));
        add(new AttemptQueued(attempt, "first attempt"));
        add(new LeaseGranted(attempt, 1, worker));
        add(new AttemptStarted(new FactHeader(attempt, 1, 1, worker), Optional.empty(), Optional.empty()));
        for (int epoch = 1; epoch <= reports; epoch++) {
            double loss = 6.9 / (1 + epoch * learningRate * 10) + random.nextDouble(.05);
            add(new EpochReported(
                    new FactHeader(attempt, 1, epoch + 1L, worker),
                    epoch,
                    epoch * 40L,
                    Map.of("loss", loss, "learning_rate", learningRate * (reports - epoch + 1) / reports)));
        }
        double reached = accuracy + random.nextDouble(-.05, .05);
        add(new AttemptCompleted(
                new FactHeader(attempt, 1, reports + 2L, worker),
                Map.of("accuracy", reached),
                AttemptCompleted.NO_WEIGHTS));
        add(new TrialCompleted(trial, reached));
    }

    private static Parameters parameters(double learningRate, double temperature, SplittableRandom random) {
        return new Parameters(Map.of(
                "learning_rate",
                learningRate,
                "temperature",
                temperature,
                "momentum",
                random.nextDouble(.5, .99),
                "weight_decay",
                Math.pow(10, random.nextDouble(-6, -2)),
                "clusters",
                random.nextLong(10, 100),
                "method",
                List.of("id", "idfd", "deepcluster-v2").get(random.nextInt(3))));
    }

    private void add(Event event) {
        now = now.plus(BETWEEN_EVENTS);
        events.add(new Commit.Decided(event, now));
        if (events.size() == EVENTS_A_COMMIT) {
            flush();
        }
    }

    private void flush() {
        if (underway.size() == COMMITS_ON_THE_WAY) {
            underway.remove().join();
        }
        underway.add(log.submit(new Commit(List.of(), Map.of(), events, List.of())));
        events.clear();
    }
}
