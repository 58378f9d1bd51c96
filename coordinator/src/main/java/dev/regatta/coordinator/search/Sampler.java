package dev.regatta.coordinator.search;

import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Range;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Suggests the parameters of a trial. Pure: the same arguments give the same suggestion. */
public interface Sampler {

    /** Name and version, written to the journal beside each suggestion. */
    String version();

    /**
     * A value for every parameter of the space.
     *
     * @param space what is to be sampled, by parameter name
     * @param random the only source of randomness, seeded by study and trial
     */
    Parameters suggest(Map<String, Range> space, RandomGenerator random);
}
