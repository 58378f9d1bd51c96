package dev.regatta.worker.attempt;

import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.control.ControlMessage.AttemptMessage;
import dev.regatta.protocol.event.AttemptStarted;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.RunOpened;
import dev.regatta.protocol.fleet.RunningAttempt;
import dev.regatta.worker.attempt.CheckpointEnvelope.Header;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * One attempt on this worker, from its claim to its end: what its training asks of it, and what is heard about it.
 * Thread-safe.
 */
final class AttemptSession implements AttemptContext {
    /** A running attempt's log is stored this often at most, so that it is there even if its worker is lost. */
    private static final Duration LOG_STORED_EVERY = Duration.ofSeconds(30);

    private static final Progress NONE = new Progress(Progress.Phase.PREPARING, 0, 0, 0, 0, Double.NaN);

    private final RunTrial work;
    private final WorkerPorts ports;
    private final AttemptMonitor monitor;
    private final FactLog facts;
    private final CheckpointSaver saver;
    private final PatientStore store;
    private final PointLedger points = new PointLedger();
    private final TrackedRun run;
    private final AttemptLog log;
    private final Instant claimedAt;
    private Instant logStored = Instant.EPOCH;
    private volatile Progress progress = NONE;

    AttemptSession(RunTrial work, WorkerId worker, String claim, WorkerPorts ports) {
        this.work = work;
        this.ports = ports;
        monitor = new AttemptMonitor(
                AttemptState.claimed(work.attempt(), worker, claim),
                ports.waits().signal());
        facts = new FactLog(monitor, ports.facts());
        run = new TrackedRun(work, ports.logger(), points, id -> facts.send(header -> new RunOpened(header, id)));
        log = new AttemptLog(work.attempt().number(), ports.clock());
        claimedAt = ports.clock().instant();
        saver = new CheckpointSaver(ports.saving());
        store = new PatientStore(monitor, log);
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

    /** Opens the trial's run; training does not wait for it. */
    void openRun() {
        run.open();
    }

    @Override
    public void log(String line) {
        log.say(line);
    }

    /** Stores the log so far with the run. It is not waited for: that an attempt's log is lost costs no result. */
    synchronized void storeLog() {
        if (!monitor.state().lost() && run.store(log.artifact())) {
            logStored = ports.clock().instant();
        }
    }

    private synchronized boolean isLogDue() {
        return Duration.between(logStored, ports.clock().instant()).compareTo(LOG_STORED_EVERY) >= 0;
    }

    /** Says that the training begins, and in which run if that is known by now. */
    void start(Optional<Long> resumedFromStep) {
        Optional<String> known = run.id();
        log.say(resumedFromStep
                .map(step -> "goes on from the checkpoint at step " + step)
                .orElse("begins from the start"));
        facts.send(header -> new AttemptStarted(header, resumedFromStep, known));
        Optional<String> now = run.awaited();
        if (known.isEmpty()) {
            now.ifPresent(id -> facts.send(header -> new RunOpened(header, id)));
        }
    }

    /** Hears a control message; never blocks. */
    void hear(AttemptMessage message) {
        AttemptState state = monitor.update(known -> known.on(message));
        if (state.lost()) {
            ports.logger().abandon();
        } else {
            logWaiting();
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
        run.log(header.points());
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
        saver.await();
        AttemptState state = monitor.state();
        if (!state.leased()) {
            return;
        }
        List<MetricPoint> own = MetricPoint.of(
                snapshot.metrics(), snapshot.step(), ports.clock().instant());
        points.add(own);
        log.say(said(snapshot));
        if (isLogDue()) {
            storeLog();
        }
        Header header = CheckpointEnvelope.header(snapshot, points.unlogged());
        var name = new CheckpointName(
                work.attempt().trial(), state.leaseEpoch(), snapshot.epoch(), snapshot.step(), snapshot.kind());
        saver.save(() -> {
            store.store(name, () -> {
                        savePrototypes(snapshot);
                        return ports.checkpoints()
                                .save(name, new CheckpointEnvelope(header, snapshot.state()).encode());
                    })
                    .ifPresent(reference -> facts.send(
                            said -> new CheckpointSaved(said, reference), sequence -> points.hold(sequence, own)));
            // Also if the store was given up: a later checkpoint of this attempt would be gone on from beyond the
            // epoch.
            reportEpoch(snapshot.kind(), header);
        });
    }

    private static String said(Snapshot snapshot) {
        String metrics = new TreeMap<>(snapshot.metrics())
                .entrySet().stream()
                        .map(metric -> metric.getKey() + " " + metric.getValue())
                        .collect(Collectors.joining(", "));
        return "checkpoint at step " + snapshot.step() + ", epoch " + snapshot.epoch()
                + (metrics.isEmpty() ? "" : ": " + metrics);
    }

    /**
     * Waits until the last checkpoint is stored.
     *
     * @throws RuntimeException if it could not be
     */
    void awaitSaved() {
        saver.await();
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

    /** Offers the points again for which there was no room. */
    void logWaiting() {
        run.log(points.release(monitor.state().accepted()));
    }

    /** Fails once the tracking server has refused points for good. */
    CompletableFuture<Void> logging() {
        return run.logging();
    }

    /** A moment before the lease began, by this worker's clock; empty unless it holds the lease. */
    Optional<Instant> leasedAfter() {
        return monitor.state().leased() ? Optional.of(claimedAt) : Optional.empty();
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
