package dev.regatta.coordinator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {

    /** Few different values, so that many are equal; the infinities among them. */
    private static double[] losses(long seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = {Double.NEGATIVE_INFINITY, -1, -0.5, 0, 0.5, 2, Double.POSITIVE_INFINITY};
        return random.ints(size, 0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static List<Integer> sorted(double[] losses) {
        return IntStream.range(0, losses.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> losses[i]))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theBestAreThoseThatAStableSortPutsFirst(long seed) {
        double[] losses = losses(seed, 40);
        for (int count = 0; count <= losses.length; count++) {
            boolean[] best = Sampling.best(losses, count);

            assertThat(IntStream.range(0, losses.length).filter(i -> best[i]).boxed())
                    .as("seed " + seed + ", count " + count)
                    .containsExactlyInAnyOrderElementsOf(sorted(losses).subList(0, count));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 10, 39, 40, 100})
    void theBestHalfAndOthersEvenlySpreadStayInTheirOrder(int limit) {
        double[] losses = losses(9, 40);
        List<Integer> all = IntStream.range(0, 40).boxed().toList();

        List<Integer> some = Sampling.bestAndOthers(all, i -> losses[i], limit);

        List<Integer> others = new ArrayList<>(all);
        others.removeAll(sorted(losses).subList(0, Math.min(40, limit / 2)));
        assertThat(some).hasSize(Math.min(limit, 40)).isSorted();
        assertThat(some).containsAll(sorted(losses).subList(0, Math.min(40, limit / 2)));
        if (limit > 4 && !others.isEmpty()) {
            assertThat(some).contains(others.get(0), others.get(others.size() - 1));
        }
    }
}
