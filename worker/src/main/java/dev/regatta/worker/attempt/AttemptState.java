package dev.regatta.worker.attempt;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.control.ControlMessage.AcceptFact;
import dev.regatta.protocol.control.ControlMessage.AttemptMessage;
import dev.regatta.protocol.control.ControlMessage.GrantLease;
import dev.regatta.protocol.control.ControlMessage.PauseTrial;
import dev.regatta.protocol.control.ControlMessage.PruneTrial;
import dev.regatta.protocol.control.ControlMessage.RefuseClaim;
import dev.regatta.protocol.control.ControlMessage.RevokeLease;
import dev.regatta.protocol.control.ControlMessage.StopTrial;
import java.util.Optional;

/**
 * What a worker knows of the attempt it claimed. Changed only by what it hears: a message to another worker, about
 * another attempt or under another lease changes nothing, a repeat neither.
 *
 * @param claim names the claim: a grant or refusal that answers another is not heard
 * @param leaseEpoch fencing epoch of the lease; 0 before it is granted
 * @param accepted every fact up to this sequence is committed
 * @param drained the worker itself was asked to end (SIGTERM)
 * @param asked what the coordinator asked of the trial
 * @param reason why it is to stop, was refused or was lost
 */
public record AttemptState(
        AttemptId attempt,
        WorkerId worker,
        String claim,
        Phase phase,
        long leaseEpoch,
        long accepted,
        boolean drained,
        Optional<Asked> asked,
        Optional<String> reason) {

    /** The life of a claim. */
    public enum Phase {
        /** Waits for the coordinator's answer. */
        CLAIMED,
        /** Holds the lease. */
        LEASED,
        /** Was never the worker's. */
        REFUSED,
        /** Is the worker's no longer: nothing may be saved, logged or said of it. */
        LOST
    }

    /** What the coordinator asked of the trial: a checkpoint after the next step, and the attempt's end. */
    public enum Asked {
        /** It ends for good. */
        STOP,
        /** It ends for good, others being better. */
        PRUNE,
        /** It may be resumed. */
        PAUSE
    }

    /** A claim just made. */
    public static AttemptState claimed(AttemptId attempt, WorkerId worker, String claim) {
        return new AttemptState(attempt, worker, claim, Phase.CLAIMED, 0, 0, false, Optional.empty(), Optional.empty());
    }

    /** The state after a control message. */
    public AttemptState on(AttemptMessage message) {
        if (!message.worker().equals(worker) || !message.attempt().equals(attempt)) {
            return this;
        }
        if (phase == Phase.CLAIMED) {
            if (message instanceof GrantLease grant && answers(grant.claim())) {
                return new AttemptState(
                        attempt, worker, claim, Phase.LEASED, grant.leaseEpoch(), 0, drained, asked, reason);
            }
            return message instanceof RefuseClaim refusal && answers(refusal.claim())
                    ? in(Phase.REFUSED, refusal.reason())
                    : this;
        }
        return phase == Phase.LEASED ? underLease(message) : this;
    }

    private boolean answers(Optional<String> answered) {
        return answered.equals(Optional.of(claim));
    }

    private AttemptState underLease(AttemptMessage message) {
        if (message instanceof AcceptFact accept && accept.leaseEpoch() == leaseEpoch) {
            long latest = Math.max(accepted, accept.sequence());
            return new AttemptState(attempt, worker, claim, phase, leaseEpoch, latest, drained, asked, reason);
        }
        if (message instanceof StopTrial stop && stop.leaseEpoch() == leaseEpoch) {
            return asked(Asked.STOP, stop.reason());
        }
        if (message instanceof PruneTrial prune && prune.leaseEpoch() == leaseEpoch) {
            return asked(Asked.PRUNE, prune.reason());
        }
        if (message instanceof PauseTrial pause && pause.leaseEpoch() == leaseEpoch) {
            return asked(Asked.PAUSE, pause.reason());
        }
        if (message instanceof RevokeLease revoke && revoke.leaseEpoch() == leaseEpoch) {
            return in(Phase.LOST, revoke.reason());
        }
        return this;
    }

    /** The worker is to end: the attempt is given back. */
    public AttemptState drain(String why) {
        return new AttemptState(
                attempt, worker, claim, phase, leaseEpoch, accepted, true, asked, reason.or(() -> Optional.of(why)));
    }

    /** The worker cannot know any longer that the lease is its own. */
    public AttemptState lose(String why) {
        return phase == Phase.LEASED ? in(Phase.LOST, why) : this;
    }

    /** The coordinator did not answer the claim. */
    public AttemptState unanswered(String why) {
        return phase == Phase.CLAIMED ? in(Phase.REFUSED, why) : this;
    }

    public boolean leased() {
        return phase == Phase.LEASED;
    }

    public boolean lost() {
        return phase == Phase.LOST;
    }

    /** The training is to save and yield. */
    public boolean stopping() {
        return drained || asked.isPresent() || phase == Phase.LOST;
    }

    private AttemptState asked(Asked what, String why) {
        return new AttemptState(
                attempt, worker, claim, phase, leaseEpoch, accepted, drained, Optional.of(what), Optional.of(why));
    }

    private AttemptState in(Phase next, String why) {
        return new AttemptState(attempt, worker, claim, next, leaseEpoch, accepted, drained, asked, Optional.of(why));
    }
}
