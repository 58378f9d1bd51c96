package dev.regatta.protocol.event;

import java.util.List;

/** Why an attempt failed; with the study's {@code retry_on} it decides whether the trial is tried again. */
public enum FailureKind {
    /** The worker, not the trial: a lost file, a broken connection, a bug. */
    INFRASTRUCTURE,
    /** The worker's or its device's memory did not suffice: another worker may have more. */
    OUT_OF_MEMORY,
    /** The loss became NaN or infinite. The same settings would do so again. */
    DIVERGED,
    /** The settings or the data cannot be used. */
    INVALID;

    /** The kinds after which a trial is tried again unless its study says otherwise. */
    public static final List<FailureKind> RETRIED = List.of(INFRASTRUCTURE, OUT_OF_MEMORY);
}
