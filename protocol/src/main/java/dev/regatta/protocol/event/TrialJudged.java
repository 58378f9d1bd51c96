package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;

/**
 * The pruner decided that the running trial goes no further for now; its worker is to end the attempt after its next
 * step. {@link TrialPruned} or {@link TrialPaused} follows once it has.
 *
 * @param epoch the report that was judged
 * @param pruner the pruner and its version, {@code name:version}
 * @param reason the figures it rests on, for people
 */
public record TrialJudged(TrialId trial, int epoch, Verdict verdict, String pruner, String reason) implements Event {

    /** What becomes of the trial. */
    public enum Verdict {
        /** It ends for good. */
        PRUNE,
        /** It ends for now, and may be resumed. */
        PAUSE
    }

    @Override
    public StudyId study() {
        return trial.study();
    }
}
