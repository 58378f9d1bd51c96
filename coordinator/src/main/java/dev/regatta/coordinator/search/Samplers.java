package dev.regatta.coordinator.search;

import dev.regatta.protocol.study.SamplerSpec;

/** The samplers by name. */
public final class Samplers {

    private Samplers() {}

    /** @throws IllegalArgumentException if there is no sampler of that name */
    public static Sampler of(SamplerSpec spec) {
        if (spec.type().equals("random")) {
            return new RandomSampler();
        }
        throw new IllegalArgumentException("sampler.type is " + spec.type() + ", must be random");
    }
}
