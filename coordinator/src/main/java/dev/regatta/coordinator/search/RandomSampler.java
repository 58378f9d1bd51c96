package dev.regatta.coordinator.search;

import java.util.random.RandomGenerator;

/** Every value independently and evenly from its range; by its logarithm where the range says so. */
public final class RandomSampler implements Sampler {

    @Override
    public String version() {
        return "random:2";
    }

    @Override
    public Suggestion suggest(SearchSpace space, History history, RandomGenerator random) {
        return Suggestion.of(space.choose(dimension -> dimension.draw(random)));
    }
}
