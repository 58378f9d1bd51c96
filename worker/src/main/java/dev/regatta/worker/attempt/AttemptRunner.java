package dev.regatta.worker.attempt;

import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.study.Parameters;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one claimed attempt to its end: lease, run in the tracking server, checkpoint, training, last words. Used by the
 * worker's main thread; the training has a thread of its own.
 */
final class AttemptRunner {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);

    private final WorkerSettings settings;
    private final WorkerPorts ports;
    private final ExecutorService trainingThread;

    AttemptRunner(WorkerSettings settings, WorkerPorts ports, ExecutorService trainingThread) {
        this.settings = settings;
        this.ports = ports;
        this.trainingThread = trainingThread;
    }

    void run(AttemptSession session) throws InterruptedException {
        AttemptState answered = awaitLease(session.monitor());
        if (!answered.leased()) {
            LOG.info(
                    "{} is not for this worker: {}",
                    answered.attempt(),
                    answered.reason().orElse(""));
            return;
        }
        LOG.info("{} begins under lease {}", answered.attempt(), answered.leaseEpoch());
        session.log(
                "lease " + answered.leaseEpoch() + " of " + answered.attempt() + " is held by " + answered.worker());
        new Farewell(session, ports, settings.farewell()).say(attempt(session));
        AttemptState last = session.monitor().state();
        LOG.info(
                "{} ended{}",
                last.attempt(),
                last.lost() ? ", its lease lost: " + last.reason().orElse("") : "");
    }

    private AttemptState awaitLease(AttemptMonitor monitor) throws InterruptedException {
        monitor.await(state -> state.phase() != AttemptState.Phase.CLAIMED, settings.answer());
        return monitor.update(state ->
                state.unanswered("no answer within " + settings.answer().toSeconds() + " s"));
    }

    private Ending attempt(AttemptSession session) throws InterruptedException {
        try {
            session.openRun();
            AttemptOutcome outcome = train(session);
            Ending ending = Ending.of(outcome, session.monitor().state());
            session.log(ending.words());
            return ending;
        } catch (ExecutionException e) {
            return failed(session, e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            return failed(session, e);
        }
    }

    private static Ending failed(AttemptSession session, Throwable error) {
        LOG.error("{} failed on this worker", session.work().attempt(), error);
        session.log("failed on this worker: " + trace(error));
        return Ending.failed(error);
    }

    private static String trace(Throwable error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private AttemptOutcome train(AttemptSession session) throws InterruptedException, ExecutionException {
        Restoration restoration =
                new Restoration(ports.checkpoints(), session.work().checkpoints());
        while (true) {
            Optional<CheckpointEnvelope> from = restoration.next();
            Optional<Long> step = from.map(envelope -> envelope.header().step());
            session.start(step);
            from.ifPresent(envelope -> session.resume(envelope.header()));
            try {
                return onTrainingThread(session, from.map(CheckpointEnvelope::state));
            } catch (ExecutionException e) {
                if (from.isEmpty() || !(e.getCause() instanceof IncompatibleCheckpointException)) {
                    throw e;
                }
                session.log("cannot resume: " + e.getCause().getMessage());
                LOG.warn(
                        "{} cannot resume: {}",
                        session.work().attempt(),
                        e.getCause().getMessage());
            }
        }
    }

    private AttemptOutcome onTrainingThread(AttemptSession session, Optional<byte[]> state)
            throws InterruptedException, ExecutionException {
        RunTrial work = session.work();
        Parameters parameters =
                work.workload().freeParameters() ? work.parameters() : Hyperparameters.complete(work.parameters());
        var trial = new TrialSettings(parameters, work.workload(), work.dataset(), work.seed(), settings.threads());
        return trainingThread
                .submit(() -> {
                    AttemptOutcome outcome = ports.trainer().run(trial, state, session);
                    session.awaitSaved();
                    return outcome;
                })
                .get();
    }
}
