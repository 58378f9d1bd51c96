package dev.regatta.coordinator.search.nsga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.search.pareto.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PopulationTest {

    /** On the line where the losses sum up to {@code sum}, so that none of its points dominates another. */
    private static Point point(int trial, double loss, double sum) {
        return new Point(trial, new double[] {loss, sum - loss}, 0);
    }

    /** Dense first, so that the first ones are not those to keep. */
    private static List<Point> lopsided(int firstTrial, double sum) {
        return List.of(
                point(firstTrial, 0.50, sum),
                point(firstTrial + 1, 0.51, sum),
                point(firstTrial + 2, 0.52, sum),
                point(firstTrial + 3, 0.75, sum),
                point(firstTrial + 4, 0, sum),
                point(firstTrial + 5, 1, sum));
    }

    @Test
    void frontThatIsTooLargeKeepsItsEndsAndOneOfADenseGroup() {
        assertThat(Population.of(lopsided(0, 1), 4).members())
                .extracting(Point::trial)
                .hasSize(4)
                .contains(3, 4, 5)
                .containsAnyOf(0, 1, 2);
    }

    @Test
    void laterFrontFillsWhatTheFirstLeavesByItsLoneliestPoints() {
        List<Point> both = new ArrayList<>(lopsided(6, 2));
        both.addAll(lopsided(0, 1));

        assertThat(Population.of(both, 9).members().subList(0, 6))
                .extracting(Point::trial)
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
        assertThat(Population.of(both, 9).members().subList(6, 9))
                .extracting(Point::trial)
                .contains(10, 11)
                .doesNotHaveDuplicates();
    }

    @Test
    void tournamentsAreWonByTheLonelyMoreOften() {
        Population population = Population.of(lopsided(0, 1), 6);
        SplittableRandom random = new SplittableRandom(1);
        int[] wins = new int[6];
        for (int i = 0; i < 3000; i++) {
            wins[population.tournament(random)]++;
        }

        assertThat(wins[4]).isGreaterThan(wins[3]);
        assertThat(wins[3]).isGreaterThan(wins[1]);
        assertThat(wins[1]).isPositive();
    }
}
