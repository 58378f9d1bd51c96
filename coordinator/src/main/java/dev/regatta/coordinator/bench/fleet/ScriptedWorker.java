package dev.regatta.coordinator.bench.fleet;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.command.ClaimAttempt;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.control.ControlMessage.AcceptFact;
import dev.regatta.protocol.control.ControlMessage.AttemptMessage;
import dev.regatta.protocol.control.ControlMessage.GrantLease;
import dev.regatta.protocol.control.ControlMessage.RefuseClaim;
import dev.regatta.protocol.control.ControlMessage.RevokeLease;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.AttemptStarted;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.FactHeader;
import dev.regatta.protocol.fleet.RunningAttempt;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import dev.regatta.protocol.fleet.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A worker but for the training: claims, starts, saves, reports, completes, gives back. Its last words are not repeated:
 * a killed one says nothing more. Thread-safe.
 */
final class ScriptedWorker {
    private static final long PID = ProcessHandle.current().pid();
    private static final int STEPS_AN_EPOCH = 100;

    /** What it speaks through. */
    interface Link {
        void send(ClaimAttempt claim, Consumer<Boolean> arrived);

        void send(AttemptFact fact);

        /** Runs the action after a time. */
        void later(Duration delay, Runnable action);

        /** It can take work. */
        void idle();
    }

    private final WorkerId id;
    private final Link link;
    private final TrialScript script;
    private final FleetMeter meter;
    private final String process = UUID.randomUUID().toString();
    private boolean alive = true;
    private long claims;
    private Optional<String> claim = Optional.empty();
    private @Nullable RunTrial work;
    private long claimedAt;
    private long lease;
    private long sequence;
    private long accepted;
    private int epoch;
    private int reportedFrom;
    private long completedBy;

    ScriptedWorker(WorkerId id, Link link, TrialScript script, FleetMeter meter) {
        this.id = id;
        this.link = link;
        this.script = script;
        this.meter = meter;
    }

    WorkerId id() {
        return id;
    }

    synchronized boolean isIdle() {
        return alive && work == null;
    }

    /** As kill −9: nothing more is said. */
    synchronized void kill() {
        alive = false;
    }

    /** Takes work and claims it; {@code arrived} hears whether the claim reached the broker. */
    synchronized void take(RunTrial run, Consumer<Boolean> arrived) {
        work = run;
        lease = 0;
        sequence = 0;
        accepted = 0;
        completedBy = 0;
        claimedAt = System.nanoTime();
        claims++;
        claim = Optional.of(process + "/" + claims);
        link.send(new ClaimAttempt(run.attempt(), id, claim), arrived);
    }

    synchronized void hear(ControlMessage message) {
        if (!alive
                || work == null
                || !(message instanceof AttemptMessage about)
                || !about.attempt().equals(work.attempt())) {
            return;
        }
        if (message instanceof GrantLease granted) {
            if (granted.claim().equals(claim)) {
                begin(work, granted);
            }
        } else if (message instanceof RefuseClaim refused) {
            if (lease == 0 && refused.claim().equals(claim)) {
                rest();
            }
        } else if (message instanceof RevokeLease) {
            rest();
        } else if (message instanceof AcceptFact accept) {
            if (accept.leaseEpoch() == lease) {
                accepted(work, accept.sequence());
            }
        } else if (lease > 0 && completedBy == 0) {
            say(work.attempt(), header -> new AttemptYielded(header, "asked to end"));
            rest();
        }
    }

    private void begin(RunTrial run, GrantLease granted) {
        if (lease > 0) {
            return; // said twice
        }
        meter.granted(System.nanoTime() - claimedAt);
        lease = granted.leaseEpoch();
        Optional<CheckpointRef> from = run.checkpoints().stream().findFirst();
        epoch = from.map(CheckpointRef::epoch).orElse(0);
        reportedFrom = epoch;
        say(run.attempt(), header -> new AttemptStarted(header, from.map(CheckpointRef::step), Optional.of("bench")));
        goOn(run);
        schedule(run);
    }

    private void accepted(RunTrial run, long upTo) {
        if (upTo <= accepted) {
            return;
        }
        accepted = upTo;
        if (completedBy > 0 && accepted >= completedBy) {
            meter.reported(epoch - reportedFrom);
            meter.completed();
            rest();
        } else {
            goOn(run);
        }
    }

    /** Says the next things as far as the window allows; what goes by time goes by itself. */
    private void goOn(RunTrial run) {
        while (script.epoch().isZero() && completedBy == 0 && sequence - accepted < script.window()) {
            next(run);
        }
    }

    private void schedule(RunTrial run) {
        if (!script.epoch().isZero()) {
            Optional<String> during = claim;
            link.later(script.epoch(run.attempt().trial()), () -> timed(run, during));
        }
    }

    private synchronized void timed(RunTrial run, Optional<String> during) {
        if (alive && work != null && claim.equals(during) && completedBy == 0) {
            next(run);
            schedule(run);
        }
    }

    private void next(RunTrial run) {
        AttemptId attempt = run.attempt();
        if (epoch < script.epochs()) {
            epoch++;
            if (script.checkpoints()) {
                String key = attempt.trial() + "/" + lease + "/" + epoch;
                CheckpointRef saved = new CheckpointRef(key, epoch, (long) epoch * STEPS_AN_EPOCH, 0, "00");
                say(attempt, header -> new CheckpointSaved(header, saved));
            }
            say(
                    attempt,
                    header -> new EpochReported(
                            header, epoch, (long) epoch * STEPS_AN_EPOCH, Map.of("loss", 1.0 / epoch)));
        }
        if (epoch >= script.epochs()) {
            say(attempt, header -> new AttemptCompleted(header, Map.of(FleetServer.METRIC, 0.5), "00"));
            completedBy = sequence;
        }
    }

    private void say(AttemptId attempt, java.util.function.Function<FactHeader, AttemptFact> fact) {
        link.send(fact.apply(new FactHeader(attempt, lease, ++sequence, id)));
    }

    private void rest() {
        work = null;
        link.idle();
    }

    /** Its heartbeat; empty once it was killed. */
    synchronized Optional<WorkerHeartbeat> heartbeat() {
        if (!alive) {
            return Optional.empty();
        }
        Optional<RunningAttempt> running = work == null || lease == 0
                ? Optional.empty()
                : Optional.of(new RunningAttempt(
                        work.attempt(),
                        lease,
                        "training",
                        epoch,
                        script.epochs(),
                        (long) epoch * STEPS_AN_EPOCH,
                        (long) script.epochs() * STEPS_AN_EPOCH,
                        Double.NaN));
        WorkerState state = running.isPresent() ? WorkerState.BUSY : WorkerState.IDLE;
        return Optional.of(
                new WorkerHeartbeat(id, Instant.now(), state, "simulated", PID, "cpu", 1, "simulated", running));
    }
}
