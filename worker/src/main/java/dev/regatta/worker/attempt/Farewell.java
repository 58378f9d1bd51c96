package dev.regatta.worker.attempt;

import dev.regatta.protocol.TrialId;
import dev.regatta.worker.attempt.RunLogger.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The last words of an attempt. Once the lease is lost there are none. */
final class Farewell {
    /** Between two looks for room in the queue. */
    private static final Duration ROOM = Duration.ofMillis(500);

    private final AttemptSession session;
    private final WorkerPorts ports;
    private final Duration patience;

    /** @param patience how long to wait for others once the worker is asked to end */
    Farewell(AttemptSession session, WorkerPorts ports, Duration patience) {
        this.session = session;
        this.ports = ports;
        this.patience = patience;
    }

    /** Logs what is left, ends the run, sends the last fact and waits until it counts. */
    void say(Ending ending) throws InterruptedException {
        session.storeLog();
        Ending last = ending.runStatus().isPresent() ? afterClosing(ending) : ending;
        long sequence = session.facts().send(last.fact());
        boolean accepted =
                session.monitor().awaitDone(() -> session.monitor().state().accepted() >= sequence, patience);
        if (!accepted || !session.points().isEmpty()) {
            ports.logger().abandon(); // the checkpoint carries what is not logged
        }
    }

    private Ending afterClosing(Ending ending) throws InterruptedException {
        try {
            return closeRun(ending) ? ending : Ending.yielded(session.monitor().state());
        } catch (CompletionException e) {
            return Ending.failed(e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * Waits until every point is logged, and ends the run.
     *
     * @return false if the worker has to end before that
     */
    private boolean closeRun(Ending ending) throws InterruptedException {
        PointLedger points = session.points();
        boolean logged = session.monitor()
                .awaitDone(
                        () -> {
                            session.logWaiting();
                            CompletableFuture<Void> logging = session.logging();
                            return (points.isEmpty() && logging.isDone()) || logging.isCompletedExceptionally();
                        },
                        patience);
        if (!logged) {
            return false;
        }
        session.logging().join();
        Optional<CompletableFuture<Void>> closing =
                close(ending, ending.runStatus().orElseThrow());
        if (closing.isEmpty() || !session.monitor().awaitDone(closing.get()::isDone, patience)) {
            return false;
        }
        closing.get().join();
        return true;
    }

    /** Empty if the worker has to end before there is room for all. */
    private Optional<CompletableFuture<Void>> close(Ending ending, RunStatus status) throws InterruptedException {
        TrialId trial = session.work().attempt().trial();
        List<Supplier<CompletableFuture<Void>>> calls = new ArrayList<>();
        ending.artifacts().forEach(artifact -> calls.add(() -> ports.logger().store(trial, artifact)));
        calls.add(() ->
                ports.logger().end(trial, status, ending.tags(), ports.clock().instant()));
        List<CompletableFuture<Void>> asked = new ArrayList<>();
        for (Supplier<CompletableFuture<Void>> call : calls) {
            Optional<CompletableFuture<Void>> queued = queued(call);
            if (queued.isEmpty()) {
                return Optional.empty();
            }
            asked.add(queued.get());
        }
        return Optional.of(CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)));
    }

    /** Asks again for as long as the queue has no room. */
    private Optional<CompletableFuture<Void>> queued(Supplier<CompletableFuture<Void>> call)
            throws InterruptedException {
        CompletableFuture<Void> asked = call.get();
        while (TrackedRun.isFull(asked)) {
            if (session.monitor().await(now -> now.lost() || now.drained(), ROOM)) {
                return Optional.empty();
            }
            asked = call.get();
        }
        return Optional.of(asked);
    }
}
