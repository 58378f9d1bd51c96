package dev.regatta.coordinator.prune;

/**
 * What becomes of a trial.
 *
 * @param reason for people, with the figures it rests on; empty where the trial goes on unjudged
 */
public record Verdict(Kind kind, String reason) {

    public static final Verdict CONTINUE = new Verdict(Kind.CONTINUE, "");

    /** The kinds of verdict. */
    public enum Kind {
        CONTINUE,
        /** Ends for good. */
        PRUNE,
        /** Ends for now, its checkpoint kept: later results may promote it. */
        PAUSE
    }

    static Verdict prune(String reason) {
        return new Verdict(Kind.PRUNE, reason);
    }
}
