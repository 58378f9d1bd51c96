package dev.regatta.worker.attempt;

import dev.regatta.protocol.command.ClaimAttempt;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.control.ControlMessage.AttemptMessage;
import dev.regatta.protocol.control.ControlMessage.CordonWorker;
import dev.regatta.protocol.control.ControlMessage.DrainWorker;
import dev.regatta.protocol.fleet.RunningAttempt;
import dev.regatta.protocol.fleet.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Takes one attempt after the other until it is asked to end. {@link #run} is for one thread; the rest is thread-safe.
 */
public final class Worker implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final WorkerSettings settings;
    private final WorkerPorts ports;
    private final WorkSource source;
    private final ExecutorService trainingThread;
    private volatile Optional<AttemptSession> current = Optional.empty();
    private final Waits.Signal orders;
    private volatile boolean draining;
    private volatile boolean cordoned;
    /** Unlike the worker's name, no other process's. */
    private final String process = UUID.randomUUID().toString();

    private long claims;

    public Worker(WorkerSettings settings, WorkerPorts ports, WorkSource source) {
        this(settings, ports, source, Executors.newSingleThreadExecutor(task -> new Thread(task, "training")));
    }

    /** @param trainingThread where trials are trained; ended with this worker */
    public Worker(WorkerSettings settings, WorkerPorts ports, WorkSource source, ExecutorService trainingThread) {
        this.settings = settings;
        this.ports = ports;
        this.source = source;
        this.trainingThread = trainingThread;
        orders = ports.waits().signal();
    }

    /** Works until {@link #drain} is called. */
    public void run() throws InterruptedException {
        AttemptRunner runner = new AttemptRunner(settings, ports, trainingThread);
        while (!draining) {
            if (cordoned) {
                boolean unused = orders.await(() -> !cordoned || draining, POLL);
            } else if (source.next(POLL, this::claim).isPresent()) {
                try {
                    runner.run(current.orElseThrow());
                } finally {
                    current = Optional.empty();
                }
            }
        }
    }

    private void claim(RunTrial work) {
        claims++;
        String claim = process + "/" + claims;
        AttemptSession session = new AttemptSession(work, settings.worker(), claim, ports);
        current = Optional.of(session); // before the claim, so that its answer finds it
        if (draining) {
            session.monitor().update(state -> state.drain("SIGTERM"));
        }
        ports.facts()
                .claim(new ClaimAttempt(work.attempt(), settings.worker(), Optional.of(claim)))
                .join();
    }

    /** Hears a control message; never blocks. */
    public void hear(ControlMessage message) {
        if (message instanceof AttemptMessage about) {
            current.ifPresent(session -> session.hear(about));
        } else if (message.worker().equals(settings.worker())) {
            obey(message);
        }
    }

    private void obey(ControlMessage message) {
        if (message instanceof CordonWorker cordon) {
            cordoned = cordon.cordoned();
        } else if (message instanceof DrainWorker order) {
            drain(order.reason());
        }
        orders.raise();
    }

    /** Takes no more work, saves and gives back what it is at. */
    public void drain(String reason) {
        draining = true;
        current.ifPresent(session -> session.monitor().update(state -> state.drain(reason)));
    }

    /** The lease cannot be believed any longer. */
    void lose(String reason) {
        current.ifPresent(session -> session.lose(reason));
    }

    /** A moment before the lease that this worker holds began, by its own clock. */
    Optional<Instant> leasedAfter() {
        return current.flatMap(AttemptSession::leasedAfter);
    }

    /** The attempt whose lease this worker holds. */
    Optional<RunningAttempt> running() {
        return current.flatMap(AttemptSession::running);
    }

    WorkerState state() {
        if (draining) {
            return WorkerState.DRAINING;
        }
        if (running().isPresent()) {
            return WorkerState.BUSY;
        }
        return cordoned ? WorkerState.CORDONED : WorkerState.IDLE;
    }

    @Override
    public void close() {
        trainingThread.shutdownNow();
    }
}
