package dev.regatta.worker.attempt;

import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.fleet.RunningAttempt;
import dev.regatta.worker.attempt.CheckpointEnvelope.Header;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One attempt on this worker, from its claim to its end: what its training asks of it, and what is heard about it.
 * Thread-safe.
 */
final class AttemptSession implements AttemptContext {
    private static final Progress NONE = new Progress(Progress.Phase.PREPARING, 0, 0, 0, 0, Double.NaN);

    private final RunTrial work;
    private final WorkerPorts ports;
    private final AttemptMonitor monitor;
    private final FactLog facts;
    private final PointLedger points = new PointLedger();
    private volatile Progress progress = NONE;
    private volatile Optional<String> run = Optional.empty();
    private CompletableFuture<Void> logging = CompletableFuture.completedFuture(null);

    AttemptSession(RunTrial work, WorkerId worker, WorkerPorts ports) {
        this.work = work;
        this.ports = ports;
        monitor = new AttemptMonitor(AttemptState.claimed(work.attempt(), worker));
        facts = new FactLog(monitor, ports.facts());
    }

    RunTrial work() {
        return work;
    }

    AttemptMonitor monitor() {
        return monitor;
    }

    FactLog facts() {
        return facts;
    }

    PointLedger points() {
        return points;
    }

    /** From here on accepted points are logged to this run. */
    void logTo(String runId) {
        run = Optional.of(runId);
    }

    /** The trial's run in the tracking server, once it is known. */
    Optional<String> run() {
        return run;
    }

    /** Hears a control message; never blocks. */
    void hear(ControlMessage message) {
        AttemptState state = monitor.update(known -> known.on(message));
        if (state.lost()) {
            ports.logger().abandon();
        } else {
            log(points.release(state.accepted()));
        }
    }

    /** Gives the attempt up without a further word. */
    void lose(String reason) {
        if (monitor.update(known -> known.lose(reason)).lost()) {
            ports.logger().abandon();
        }
    }

    /**
     * Takes over what the checkpoint brought from earlier attempts: its points are logged again, equal ones being one to
     * the server, and its epoch is reported again, in case the worker before died in between.
     */
    void resume(Header header) {
        progress = new Progress(Progress.Phase.PREPARING, header.epoch(), 0, header.step(), 0, Double.NaN);
        points.add(header.points());
        log(header.points());
        reportEpoch(header.kind(), header);
    }

    @Override
    public boolean stopRequested() {
        return monitor.state().stopping();
    }

    @Override
    public void progress(Progress now) {
        progress = now;
    }

    @Override
    public void checkpoint(Snapshot snapshot) {
        AttemptState state = monitor.state();
        if (!state.leased()) {
            return;
        }
        List<MetricPoint> own = MetricPoint.of(
                snapshot.metrics(), snapshot.step(), ports.clock().instant());
        points.add(own);
        CheckpointEnvelope envelope = CheckpointEnvelope.of(snapshot, points.unlogged());
        savePrototypes(snapshot);
        var name = new CheckpointName(
                work.attempt().trial(), state.leaseEpoch(), snapshot.epoch(), snapshot.step(), snapshot.kind());
        var reference = ports.checkpoints().save(name, envelope.encode());
        facts.send(header -> new CheckpointSaved(header, reference), sequence -> points.hold(sequence, own));
        reportEpoch(snapshot.kind(), envelope.header());
    }

    /** Those of an epoch's end only: what counts as an epoch's prototypes must not depend on an interruption. */
    private void savePrototypes(Snapshot snapshot) {
        if (snapshot.kind() != Snapshot.Kind.MID_EPOCH) {
            snapshot.prototypes()
                    .ifPresent(prototypes ->
                            ports.prototypes().save(work.attempt().trial(), snapshot.epoch(), prototypes));
        }
    }

    private void reportEpoch(Snapshot.Kind kind, Header snapshot) {
        if (kind == Snapshot.Kind.EPOCH_END) {
            facts.send(header -> new EpochReported(header, snapshot.epoch(), snapshot.step(), snapshot.metrics()));
        }
    }

    private synchronized void log(List<MetricPoint> accepted) {
        if (accepted.isEmpty() || run.isEmpty()) {
            return;
        }
        CompletableFuture<Void> logged = ports.logger().log(run.get(), accepted).thenRun(() -> points.logged(accepted));
        logging = CompletableFuture.allOf(logging, logged);
    }

    /** Fails once the tracking server has refused points for good. */
    synchronized CompletableFuture<Void> logging() {
        return logging;
    }

    /** What the worker's heartbeat says of this attempt; empty unless it holds the lease. */
    Optional<RunningAttempt> running() {
        AttemptState state = monitor.state();
        if (!state.leased()) {
            return Optional.empty();
        }
        Progress now = progress;
        return Optional.of(new RunningAttempt(
                state.attempt(),
                state.leaseEpoch(),
                now.phase().name().toLowerCase(Locale.ROOT),
                now.epoch(),
                now.epochs(),
                now.step(),
                now.steps(),
                now.loss()));
    }
}
