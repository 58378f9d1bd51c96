package dev.regatta.coordinator.search.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontsTest {

    /** Few different losses, so that some are equal; of some points all, or all but a few, are infeasible. */
    private static List<Point> points(long seed, int objectives, double infeasible) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Point> points = new ArrayList<>();
        for (int trial = 0; trial < 120; trial++) {
            double[] losses = random.ints(objectives, 0, 12).asDoubleStream().toArray();
            double violation = random.nextDouble() < infeasible ? 1 + random.nextInt(3) : 0;
            points.add(new Point(trial, losses, violation));
        }
        return points;
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "2, 0.5", "3, 0", "3, 0.5", "3, 1", "4, 0.1", "6, 0"})
    void theFrontIsWhatNoOtherPointDominates(int objectives, double infeasible) {
        for (long seed = 0; seed < 20; seed++) {
            List<Point> points = points(seed, objectives, infeasible);
            List<Point> expected = points.stream()
                    .filter(each -> points.stream().noneMatch(other -> other.dominates(each)))
                    .toList();

            assertThat(Fronts.first(points)).as("seed " + seed).containsExactlyElementsOf(expected);
        }
    }

    /** A point close behind the front is dominated by few of all, and by one of the front. */
    @Test
    void fiftyThousandPointsCloseToASmallFrontAreSortedOut() {
        SplittableRandom random = new SplittableRandom(4);
        List<Point> points = new ArrayList<>();
        for (int trial = 0; trial < 50_000; trial++) {
            boolean behind = trial < 49_000;
            double x = behind ? random.nextInt(20) : trial % 20;
            double y = behind ? random.nextInt(20) : trial / 20 % 20;
            points.add(new Point(trial, new double[] {x, y, 40 - x - y + (behind ? 1 : 0)}, 0));
        }
        List<Point> front = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Fronts.first(points));
        assertThat(front)
                .hasSize(1_000)
                .allSatisfy(point -> assertThat(point.trial()).isGreaterThanOrEqualTo(49_000));
    }

    @Test
    void ofNoPointsThereIsNone() {
        assertThat(Fronts.first(List.of())).isEmpty();
    }
}
