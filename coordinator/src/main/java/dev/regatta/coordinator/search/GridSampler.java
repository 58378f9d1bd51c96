package dev.regatta.coordinator.search;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Every combination of a few values of each parameter once, in an order that scatters over the grid, so that a search that
 * ends early has seen all of it coarsely. After the last it begins anew. Combinations that differ in inactive parameters
 * alone are repeats.
 */
final class GridSampler implements Sampler {

    /** The golden ratio's share of a whole turn, in 1/1,000,000. */
    private static final BigInteger GOLDEN = BigInteger.valueOf(618_034);

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private final int points;

    /** @param points how many values of a range without steps are tried; a stepped range has all its values */
    GridSampler(int points) {
        this.points = points;
    }

    @Override
    public String version() {
        return "grid:1";
    }

    @Override
    public Suggestion suggest(SearchSpace space, History history, RandomGenerator random) {
        List<Dimension> dimensions = space.dimensions();
        BigInteger cells = BigInteger.ONE;
        for (Dimension dimension : dimensions) {
            cells = cells.multiply(BigInteger.valueOf(count(dimension)));
        }
        BigInteger rest =
                BigInteger.valueOf(history.size()).multiply(stride(cells)).mod(cells);
        Map<String, Object> proposed = new HashMap<>();
        for (Dimension dimension : dimensions) {
            BigInteger[] split = rest.divideAndRemainder(BigInteger.valueOf(count(dimension)));
            proposed.put(dimension.name(), value(dimension, split[1].longValue()));
            rest = split[0];
        }
        return Suggestion.of(space.complete(proposed, dimension -> value(dimension, 0)));
    }

    private long count(Dimension dimension) {
        return dimension.size() == Long.MAX_VALUE ? points : dimension.size();
    }

    private Object value(Dimension dimension, long index) {
        if (dimension instanceof CategoricalDimension) {
            return dimension.value((double) index);
        }
        long count = count(dimension);
        boolean all = dimension.size() == count;
        return dimension.value(all ? (index + 0.5) / count : count == 1 ? 0.5 : (double) index / (count - 1));
    }

    /** About 0.618 of the number of cells, and no common divisor with it: every cell comes once. */
    private static BigInteger stride(BigInteger cells) {
        BigInteger stride = cells.multiply(GOLDEN).divide(MILLION).max(BigInteger.ONE);
        while (!stride.gcd(cells).equals(BigInteger.ONE)) {
            stride = stride.add(BigInteger.ONE);
        }
        return stride;
    }
}
