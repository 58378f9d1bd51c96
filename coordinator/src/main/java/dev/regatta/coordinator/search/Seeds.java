package dev.regatta.coordinator.search;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random generators by what they are for. Every one is seeded from the study's seed, the trial's number and its purpose
 * alone, so that a decision can be repeated from the journal, in any order.
 */
public final class Seeds {

    private Seeds() {}

    /** The generator a sampler draws the trial's parameters from. */
    public static RandomGenerator forSampler(long studySeed, int trial) {
        return generator(studySeed, trial, 1);
    }

    /** In words, how the generator of {@link #forSampler} is seeded. */
    public static String samplerDerivation(long studySeed, int trial) {
        return "splittable(hash(study " + studySeed + ", trial " + trial + ", purpose 1))";
    }

    /** The seed of the trial's own random choices: positive, below 2³¹. */
    public static long trialSeed(long studySeed, int trial) {
        return generator(studySeed, trial, 2).nextInt(1, Integer.MAX_VALUE);
    }

    /**
     * Sequences of this generator are parts of one cycle: seeds that differ by a multiple of its step give the same numbers,
     * moved. So what a generator is for is hashed.
     */
    private static RandomGenerator generator(long studySeed, int trial, int purpose) {
        return new SplittableRandom(hash(hash(hash(studySeed) + trial) + purpose));
    }

    /** The first number of a generator is a hash of its seed. */
    static long hash(long seed) {
        return new SplittableRandom(seed).nextLong();
    }
}
