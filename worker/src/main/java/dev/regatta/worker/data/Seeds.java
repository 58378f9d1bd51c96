package dev.regatta.worker.data;

import java.util.Random;

/**
 * Independent random generators from one seed. Every use names its purpose and counter, so nothing but the counters
 * has to be saved for an exact resume. {@link Random} rather than a newer generator: its algorithm is specified.
 */
public final class Seeds {
    private Seeds() {}

    public static Random random(long seed, String purpose, long counter) {
        return new Random(mix(mix(mix(seed) + purpose.hashCode()) + counter));
    }

    /** The numbers 0..size−1 in random order. */
    public static int[] permutation(int size, Random random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** SplitMix64's finalizer: neighbouring inputs give unrelated outputs. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
