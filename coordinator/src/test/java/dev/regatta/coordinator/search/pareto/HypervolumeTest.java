package dev.regatta.coordinator.search.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HypervolumeTest {

    @Test
    void boxesAreAddedAndOverlapsCountedOnce() {
        List<double[]> plane = List.of(new double[] {0, 0.5}, new double[] {0.5, 0}, new double[] {0.6, 0.6});
        assertThat(Hypervolume.of(plane, new double[] {1, 1})).isCloseTo(0.75, within(1e-12));
        List<double[]> cube = List.of(new double[] {0, 0, 0.5}, new double[] {0, 0.5, 0}, new double[] {0.5, 0, 0});
        assertThat(Hypervolume.of(cube, new double[] {1, 1, 1})).isCloseTo(0.875, within(1e-12));
    }

    @Test
    void pointsBeyondTheReferenceAddNothing() {
        assertThat(Hypervolume.of(List.of(), new double[] {1, 1})).isZero();
        assertThat(Hypervolume.of(
                        List.of(new double[] {2, -9}, new double[] {Double.POSITIVE_INFINITY, 0}, new double[] {1, 0}),
                        new double[] {1, 1}))
                .isZero();
        assertThatThrownBy(() -> Hypervolume.of(List.of(new double[] {1}), new double[] {1, 1}))
                .hasMessageContaining("has 1 losses, must have 2");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithCountingRandomPoints(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int dimensions = 2 + (int) (seed % 4);
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            points.add(random.doubles(dimensions).toArray());
        }
        double[] reference = new double[dimensions];
        java.util.Arrays.fill(reference, 1);
        int hits = 0;
        for (int i = 0; i < 40_000; i++) {
            double[] at = random.doubles(dimensions).toArray();
            hits += points.stream().anyMatch(point -> isBelow(point, at)) ? 1 : 0;
        }

        assertThat(Hypervolume.of(points, reference)).as("seed " + seed).isCloseTo(hits / 40_000.0, within(0.012));
    }

    private static boolean isBelow(double[] point, double[] at) {
        for (int i = 0; i < at.length; i++) {
            if (point[i] > at[i]) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theFastFrontIsTheFrontByDefinition(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            points.add(new Point(i, new double[] {random.nextInt(8), random.nextInt(8)}, 0));
        }
        List<Point> slow = points.stream()
                .filter(each -> points.stream().noneMatch(other -> other.dominates(each)))
                .toList();

        assertThat(Fronts.first(points)).as("seed " + seed).isEqualTo(slow);
        assertThat(Fronts.all(points).get(0)).as("seed " + seed).isEqualTo(slow);
        assertThat(Fronts.all(points).stream().mapToInt(List::size).sum()).isEqualTo(60);
    }

    @Test
    void aFeasiblePointDominatesAnInfeasibleOne() {
        Point feasible = new Point(0, new double[] {9, 9}, 0);
        Point slightly = new Point(1, new double[] {0, 0}, 0.1);
        Point badly = new Point(2, new double[] {0, 0}, 2);

        assertThat(feasible.dominates(slightly)).isTrue();
        assertThat(slightly.dominates(badly)).isTrue();
        assertThat(badly.dominates(feasible)).isFalse();
        assertThat(Fronts.first(List.of(badly, slightly, feasible))).containsExactly(feasible);
    }
}
