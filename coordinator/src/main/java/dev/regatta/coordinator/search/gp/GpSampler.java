package dev.regatta.coordinator.search.gp;

import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.Sampler;
import dev.regatta.coordinator.search.SearchSpace;
import dev.regatta.coordinator.search.Suggestion;
import java.util.random.RandomGenerator;

/**
 * Bayesian optimization with a Gaussian process: suggests the point with the largest expected improvement, see {@link
 * Acquisition}. Running trials count with the values that the process expects of them, so that workers spread out. At most
 * 120 trials are looked at, the best and the latest, which bounds the cost.
 */
public final class GpSampler implements Sampler {

    private final int startupTrials;

    public GpSampler(int startupTrials) {
        this.startupTrials = startupTrials;
    }

    @Override
    public String version() {
        return "gp:2";
    }

    @Override
    public Suggestion suggest(SearchSpace space, History history, RandomGenerator random) {
        if (history.ranking().size() < Math.max(2, startupTrials)
                || space.dimensions().isEmpty()) {
            return Suggestion.of(space.choose(dimension -> dimension.draw(random)));
        }
        Encoding encoding = new Encoding(space);
        return Suggestion.of(new Acquisition(space, encoding, Model.of(encoding, history)).best(random));
    }
}
