package dev.regatta.coordinator.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * The points of a Sobol sequence, which fill the space more evenly than random ones, by trial number; scrambled by Owen's
 * nested uniform scrambling (Owen 1995), which keeps what is even about them and makes each of them uniformly random.
 */
final class SobolSampler implements Sampler {

    /** The library's direction numbers (Joe and Kuo) end there; further dimensions are random. */
    private static final int MOST_DIMENSIONS = 1000;

    private static final int DIGITS = 52;
    private static final double UNIT = 1.0 / (1L << DIGITS);

    private final boolean scramble;
    private final long seed;

    /** @param seed of the scrambling; the same for all trials of a study */
    SobolSampler(boolean scramble, long seed) {
        this.scramble = scramble;
        this.seed = seed;
    }

    @Override
    public String version() {
        return "sobol:2";
    }

    @Override
    public Suggestion suggest(SearchSpace space, History history, RandomGenerator random) {
        List<Dimension> dimensions = space.dimensions();
        Map<String, Object> proposed = new HashMap<>();
        int covered = Math.min(MOST_DIMENSIONS, dimensions.size());
        if (covered > 0) {
            double[] point = new SobolSequenceGenerator(covered).skipTo(history.size());
            SplittableRandom seeds = new SplittableRandom(seed);
            for (int d = 0; d < covered; d++) {
                long own = seeds.nextLong();
                double coordinate = scramble ? scrambled(point[d], own) : point[d];
                proposed.put(dimensions.get(d).name(), value(dimensions.get(d), coordinate));
            }
        }
        return Suggestion.of(space.complete(proposed, dimension -> dimension.draw(random)));
    }

    /** Each binary digit is flipped or not by a coin of its own for each sequence of digits that comes before it. */
    private static double scrambled(double coordinate, long seed) {
        long digits = (long) (coordinate / UNIT);
        long flips = 0;
        for (int place = 0; place < DIGITS; place++) {
            long sequence = 1L << place | digits >>> (DIGITS - place);
            long coin = Seeds.hash(seed + Seeds.hash(sequence)) >>> (Long.SIZE - 1);
            flips = flips << 1 | coin;
        }
        return (digits ^ flips) * UNIT;
    }

    private static Object value(Dimension dimension, double coordinate) {
        return dimension instanceof CategoricalDimension
                ? dimension.value(Math.floor(coordinate * dimension.size()))
                : dimension.value(coordinate);
    }
}
