package dev.regatta.protocol.study;

import java.util.List;
import java.util.Optional;

/**
 * Which checkpoints of a study's trials are kept.
 *
 * @param last newest ones of a trial that has not ended, ≥ 1; beside the newest they are what is fallen back to where it is
 *     damaged
 * @param best trials that have ended and whose newest one stays, the best by the objective; with several objectives none
 * @param rungs whether those at the pruner's rungs stay, for good
 */
public record Retention(int last, int best, boolean rungs) {
    /** The newest and one to fall back to; after its end, the best trial's. */
    public static final Retention USUAL = new Retention(2, 1, false);

    static final int MOST_LAST = 20;
    static final int MOST_BEST = 1000;

    /** Empty where the file says nothing of it. */
    static Optional<Retention> read(Section section) {
        section.allow(List.of("last", "best", "rungs"));
        Retention retention = new Retention(
                section.whole("last", 1, MOST_LAST, USUAL.last),
                section.whole("best", 0, MOST_BEST, USUAL.best),
                section.flag("rungs"));
        return retention.equals(USUAL) ? Optional.empty() : Optional.of(retention);
    }
}
