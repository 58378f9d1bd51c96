package dev.regatta.protocol.event;

/** Where a trial's parameters come from. */
public enum TrialSource {
    /** The study file's {@code enqueue} list, or a user's later request; what it leaves open is sampled. */
    ENQUEUED,
    /** The sampler. */
    SAMPLED
}
