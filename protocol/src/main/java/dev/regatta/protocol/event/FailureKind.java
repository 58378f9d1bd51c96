package dev.regatta.protocol.event;

/** Why an attempt failed; decides whether the trial is tried again. */
public enum FailureKind {
    /** The worker, not the trial: a lost file, a broken connection, a bug. Retried. */
    INFRASTRUCTURE(true),
    /**
     * The worker's or its device's memory did not suffice. Retried as any other failure of a worker, within the same
     * number: another worker may have more.
     */
    OUT_OF_MEMORY(true),
    /** The loss became NaN or infinite. The same settings would do so again. */
    DIVERGED(false),
    /** The settings or the data cannot be used. */
    INVALID(false);

    private final boolean retried;

    FailureKind(boolean retried) {
        this.retried = retried;
    }

    public boolean retried() {
        return retried;
    }
}
