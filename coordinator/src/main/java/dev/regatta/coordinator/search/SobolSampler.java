package dev.regatta.coordinator.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * The points of a Sobol sequence, which fill the space more evenly than random ones, by trial number. Scrambling is a
 * random digital shift: each dimension's digits are flipped by the same bits.
 */
final class SobolSampler implements Sampler {

    /** The library's direction numbers (Joe and Kuo) end there; further dimensions are random. */
    private static final int MOST_DIMENSIONS = 1000;

    private static final int DIGITS = 52;
    private static final double UNIT = 1.0 / (1L << DIGITS);

    private final boolean scramble;
    private final long seed;

    /** @param seed of the digital shift; the same for all trials of a study */
    SobolSampler(boolean scramble, long seed) {
        this.scramble = scramble;
        this.seed = seed;
    }

    @Override
    public String version() {
        return "sobol:1";
    }

    @Override
    public Suggestion suggest(SearchSpace space, History history, RandomGenerator random) {
        List<Dimension> dimensions = space.dimensions();
        Map<String, Object> proposed = new HashMap<>();
        int covered = Math.min(MOST_DIMENSIONS, dimensions.size());
        if (covered > 0) {
            double[] point = new SobolSequenceGenerator(covered).skipTo(history.size());
            SplittableRandom shift = new SplittableRandom(seed);
            for (int d = 0; d < covered; d++) {
                double coordinate = shifted(point[d], shift.nextLong());
                proposed.put(dimensions.get(d).name(), value(dimensions.get(d), coordinate));
            }
        }
        return Suggestion.of(space.complete(proposed, dimension -> dimension.draw(random)));
    }

    private double shifted(double coordinate, long bits) {
        long digits = (long) (coordinate / UNIT);
        return (scramble ? digits ^ (bits >>> (Long.SIZE - DIGITS)) : digits) * UNIT;
    }

    private static Object value(Dimension dimension, double coordinate) {
        return dimension instanceof CategoricalDimension
                ? dimension.value(Math.floor(coordinate * dimension.size()))
                : dimension.value(coordinate);
    }
}
