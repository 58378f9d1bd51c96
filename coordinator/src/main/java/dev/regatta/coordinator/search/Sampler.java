package dev.regatta.coordinator.search;

import java.util.random.RandomGenerator;

/**
 * Suggests the parameters of a trial. Pure: the same arguments give the same suggestion on every JVM, to the last bit.
 * Thread-safe.
 */
public interface Sampler {

    /** Name and version, written to the journal beside each suggestion; it changes whenever suggestions do. */
    String version();

    /**
     * A value for every active parameter of the space that is not given.
     *
     * @param space what is to be sampled
     * @param history the study so far, without the trial that is suggested; all running trials are in it
     * @param random the only source of randomness, seeded by study and trial
     */
    Suggestion suggest(SearchSpace space, History history, RandomGenerator random);
}
