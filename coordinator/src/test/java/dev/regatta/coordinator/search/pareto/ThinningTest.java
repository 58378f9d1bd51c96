package dev.regatta.coordinator.search.pareto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThinningTest {

    private static Point point(int trial, double... losses) {
        return new Point(trial, losses, 0);
    }

    @Test
    void frontThatIsSmallEnoughStaysAsItIs() {
        List<Point> front = List.of(point(0, 0, 1), point(1, 1, 0));

        assertThat(Thinning.of(front, 2)).isEqualTo(front);
    }

    @Test
    void denseGroupKeepsOneOfItsPoints() {
        List<Point> front = List.of(
                point(0, 0, 1),
                point(1, 0.50, 0.50),
                point(2, 0.51, 0.49),
                point(3, 0.52, 0.48),
                point(4, 0.75, 0.25),
                point(5, 1, 0));

        assertThat(Thinning.of(front, 4))
                .extracting(Point::trial)
                .contains(0, 4, 5)
                .containsAnyOf(1, 2, 3);
    }

    /** The losses sum up to 1, so that none dominates another. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void eachPointTakenIsTheMostCrowdedOfThoseLeft(int objectives) {
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Point> front = IntStream.range(0, 40)
                    .mapToObj(trial -> {
                        double[] losses = new double[objectives];
                        double rest = 1;
                        for (int m = 0; m < objectives - 1; m++) {
                            losses[m] = rest * random.nextInt(1, 1000) / 1000;
                            rest -= losses[m];
                        }
                        losses[objectives - 1] = rest;
                        return point(trial, losses);
                    })
                    .toList();

            assertThat(Thinning.of(front, 12)).isEqualTo(oneByOne(front, 12));
        }
    }

    private static List<Point> oneByOne(List<Point> front, int limit) {
        List<Point> left = new ArrayList<>(front);
        while (left.size() > limit) {
            Map<Integer, Double> crowding = Fronts.crowding(left);
            left.remove(left.stream()
                    .min(Comparator.<Point>comparingDouble(each -> crowding.getOrDefault(each.trial(), 0.0))
                            .thenComparing(Point::trial, Comparator.reverseOrder()))
                    .orElseThrow());
        }
        return left;
    }
}
