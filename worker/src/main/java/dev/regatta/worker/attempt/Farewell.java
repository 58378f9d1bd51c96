package dev.regatta.worker.attempt;

import dev.regatta.protocol.TrialId;
import dev.regatta.worker.attempt.RunLogger.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The last words of an attempt. Once the lease is lost there are none. */
final class Farewell {
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
        CompletableFuture<Void> closing = close(ending, ending.runStatus().orElseThrow());
        if (!session.monitor().awaitDone(closing::isDone, patience)) {
            return false;
        }
        closing.join();
        return true;
    }

    private CompletableFuture<Void> close(Ending ending, RunStatus status) {
        TrialId trial = session.work().attempt().trial();
        List<CompletableFuture<Void>> steps = new ArrayList<>();
        ending.artifacts().forEach(artifact -> steps.add(ports.logger().store(trial, artifact)));
        steps.add(ports.logger().end(trial, status, ending.tags(), ports.clock().instant()));
        return CompletableFuture.allOf(steps.toArray(CompletableFuture[]::new));
    }
}
