package dev.regatta.worker.attempt;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.study.DatasetSpec;
import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A worker among fakes, and the work it is given; its clock moves a second with every look. */
final class Fleet {
    static final WorkerId WORKER = new WorkerId("w");
    static final TrialId TRIAL = new TrialId(new StudyId("s"), 3);
    static final String RUN = "run-of-s/3";
    /** What the clock shows first. */
    static final Instant START = Instant.ofEpochSecond(1_000_000_000L);

    final FakeCoordinator coordinator = new FakeCoordinator();
    final FakeRunLogger tracking = new FakeRunLogger();
    final InMemoryCheckpointStore checkpoints = new InMemoryCheckpointStore();
    final InMemoryPrototypeStore prototypes = new InMemoryPrototypeStore();
    private volatile Optional<Worker> worker = Optional.empty();
    private Optional<Runnable> idle = Optional.empty();
    private long seconds;

    static AttemptId attempt(int number) {
        return new AttemptId(TRIAL, number);
    }

    static RunTrial work(int attempt, List<CheckpointRef> checkpoints) {
        return new RunTrial(
                attempt(attempt),
                new Parameters(Map.of("learning_rate", 0.01)),
                new Workload.Train(),
                new DatasetSpec("generated", Optional.empty(), Optional.of(400), Optional.empty(), 2),
                new Objective("accuracy", Objective.Direction.MAXIMIZE),
                17,
                checkpoints);
    }

    private synchronized Instant now() {
        return START.plusSeconds(seconds++);
    }

    /** Serves the work in order with a fresh worker, then ends it. */
    void serve(TrialTrainer trainer, RunTrial... works) throws InterruptedException {
        Deque<RunTrial> queue = new ArrayDeque<>(List.of(works));
        WorkSource source = (atMost, claim) -> {
            Optional<RunTrial> next = Optional.ofNullable(queue.poll());
            next.ifPresentOrElse(claim, () -> drain("no more work"));
            return next;
        };
        var ports = new WorkerPorts(
                trainer, coordinator, checkpoints, prototypes, tracking, this::now, this::signal, Runnable::run);
        try (Worker started = new Worker(settings(), ports, source)) {
            worker = Optional.of(started);
            coordinator.talkTo(started::hear);
            started.run();
        }
    }

    /** Done instead of waiting while the worker has nothing to do by order. */
    void onIdle(Runnable action) {
        idle = Optional.of(action);
    }

    /** The first signal is the worker's own. */
    private Waits.Signal signal() {
        Waits.Signal real = new RealWaits().signal();
        Optional<Runnable> action = idle;
        idle = Optional.empty();
        return action.<Waits.Signal>map(run -> new Waits.Signal() {
                    @Override
                    public void raise() {
                        real.raise();
                    }

                    @Override
                    public boolean await(BooleanSupplier done, Duration atMost) {
                        run.run();
                        return done.getAsBoolean();
                    }
                })
                .orElse(real);
    }

    Worker worker() {
        return worker.orElseThrow();
    }

    void drain(String reason) {
        worker().drain(reason);
    }

    void lose(String reason) {
        worker().lose(reason);
    }

    static WorkerSettings settings() {
        Duration moment = Duration.ofMillis(200);
        return new WorkerSettings(WORKER, "cpu", 1, Duration.ofSeconds(2), Duration.ofSeconds(15), moment, moment);
    }
}
