package dev.regatta.coordinator.search;

import java.util.random.RandomGenerator;

/**
 * BOHB's sampling (Falkner et al. 2018): a share of the trials at random, the others from the model of the highest rung
 * with enough results. Meant for use with a Hyperband pruner.
 */
final class BohbSampler implements Sampler {

    private final double randomFraction;
    private final Sampler model;

    BohbSampler(double randomFraction, Sampler model) {
        this.randomFraction = randomFraction;
        this.model = model;
    }

    @Override
    public String version() {
        return "bohb:1+" + model.version();
    }

    @Override
    public Suggestion suggest(SearchSpace space, History history, RandomGenerator random) {
        return random.nextDouble() < randomFraction
                ? Suggestion.of(space.choose(dimension -> dimension.draw(random)))
                : model.suggest(space, history, random);
    }
}
