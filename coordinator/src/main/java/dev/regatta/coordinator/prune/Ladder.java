package dev.regatta.coordinator.prune;

import java.util.OptionalLong;

/**
 * Where rungs are: rung r at {@code minResource · reductionFactor^(r + skipped)}.
 *
 * @param minResource steps at the first rung, ≥ 1
 * @param maxResource no rung is here or above; 0: no bound
 * @param reductionFactor of the trials at a rung, one in so many goes on, ≥ 2
 * @param skipped rungs left out at the bottom, ≥ 0
 */
public record Ladder(long minResource, long maxResource, int reductionFactor, int skipped) {

    /** @throws IllegalArgumentException naming the bound that is not kept */
    public Ladder {
        Bound.atLeast("min_resource", minResource, 1);
        Bound.atLeast("max_resource", maxResource, maxResource == 0 ? 0 : minResource);
        Bound.atLeast("reduction_factor", reductionFactor, 2);
        Bound.atLeast("stopping_rate", skipped, 0);
    }

    /** Steps at which a rung is reached; empty if there is no such rung. */
    OptionalLong at(int rung) {
        long resource = minResource;
        for (int i = 0; i < rung + skipped; i++) {
            if (resource > Long.MAX_VALUE / reductionFactor) {
                return OptionalLong.empty();
            }
            resource *= reductionFactor;
        }
        return maxResource > 0 && resource >= maxResource ? OptionalLong.empty() : OptionalLong.of(resource);
    }

    /** Hyperband's number of brackets, ⌊log_η(max / min)⌋ + 1. */
    int brackets() {
        int brackets = 1;
        for (long ratio = maxResource / minResource; ratio >= reductionFactor; ratio /= reductionFactor) {
            brackets++;
        }
        return brackets;
    }

    Ladder skipping(int rungs) {
        return new Ladder(minResource, maxResource, reductionFactor, rungs);
    }
}
