package dev.regatta.coordinator.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regatta.protocol.api.Analysis.EdfStep;
import dev.regatta.protocol.api.Analysis.HistoryPoint;
import dev.regatta.protocol.api.Analysis.ParallelLine;
import dev.regatta.protocol.api.Analysis.SlicePoint;
import dev.regatta.protocol.api.Analysis.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlotsTest {
    private static final Axis A = new Axis("a", 0, 10, false, List.of());
    private static final Axis C = new Axis("c", 0, 1, false, List.of("x", "y"));

    private static Observation trial(int number, double a, double value) {
        return new Observation(number, Map.of("a", a), value);
    }

    private static List<Observation> many(int number) {
        Random random = new Random(5);
        List<Observation> trials = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            trials.add(trial(i, 10 * random.nextDouble(), random.nextDouble()));
        }
        return trials;
    }

    @Test
    void historyHasTheBestSoFarAndPassesOverWhatIsNoNumber() {
        List<Observation> trials =
                List.of(trial(0, 1, Double.NaN), trial(1, 1, 3), trial(2, 1, 5), trial(3, 1, 2), trial(4, 1, 2.5));

        assertThat(Plots.history(trials, true))
                .extracting(HistoryPoint::best)
                .containsExactly(Double.NaN, 3.0, 3.0, 2.0, 2.0);
        assertThat(Plots.history(trials, false))
                .extracting(HistoryPoint::best)
                .containsExactly(Double.NaN, 3.0, 5.0, 5.0, 5.0);
    }

    @Test
    void aPointThatAUserAskedForBelowALogarithmicRangeLiesAtItsEnd() {
        Axis rate = new Axis("rate", 1e-4, 1, true, List.of());

        for (double outside : new double[] {-1, 0, 1e-9}) {
            assertThat(rate.place(new Observation(0, Map.of("rate", outside), 1)))
                    .hasValue(0);
        }
    }

    @Test
    void longHistoryKeepsEveryImprovement() {
        List<Observation> trials = many(50_000);
        double best = trials.stream().mapToDouble(Observation::value).min().orElseThrow();

        List<HistoryPoint> history = Plots.history(trials, true);

        assertThat(history).hasSizeLessThanOrEqualTo(Plots.MOST_POINTS);
        assertThat(history).anySatisfy(point -> assertThat(point.value()).isEqualTo(best));
        assertThat(history).extracting(HistoryPoint::trial).isSorted().contains(0, 49_999);
    }

    @Test
    void parallelLinesOfManyTrialsHaveAllOfTheBest() {
        List<Observation> trials = many(50_000);
        List<Integer> bestHundred = trials.stream()
                .sorted(java.util.Comparator.comparingDouble(Observation::value))
                .limit(100)
                .map(Observation::trial)
                .toList();

        List<ParallelLine> lines = Plots.parallel(List.of(A), trials, true);

        assertThat(lines).hasSize(Plots.MOST_POINTS);
        assertThat(lines).extracting(ParallelLine::trial).isSorted().containsAll(bestHundred);
    }

    @Test
    void parallelLineIsOpenWhereTheTrialLacksTheParameter() {
        Observation partial = new Observation(0, Map.of("c", "y"), 1);

        assertThat(Plots.parallel(List.of(A, C), List.of(partial), true).get(0).places())
                .containsExactly(Optional.empty(), Optional.of(1.0));
    }

    @Test
    void sliceHasTheTrialsThatHaveTheParameter() {
        List<Observation> trials = List.of(trial(0, 4, 1), new Observation(1, Map.of("c", "x"), 2));

        assertThat(Plots.slice("a", trials, true)).containsExactly(new SlicePoint(0, 4.0, 1));
    }

    @Test
    void contourFollowsTheTrials() {
        List<Observation> trials = new ArrayList<>();
        for (int i = 0; i <= 10; i++) {
            for (String c : List.of("x", "y")) {
                trials.add(new Observation(trials.size(), Map.of("a", (double) i, "c", c), c.equals("x") ? i : -i));
            }
        }

        Surface contour = Plots.surface(A, C, trials).orElseThrow();

        assertThat(contour.y()).containsExactly("x", "y");
        assertThat(contour.x()).hasSize(32).first().isEqualTo(0.0);
        assertThat(contour.values().get(0).get(31)).isCloseTo(10, within(0.5));
        assertThat(contour.values().get(1).get(31)).isCloseTo(-10, within(0.5));
        assertThat(Plots.surface(A, C, trials.subList(0, 1))).isEmpty();
    }

    @Test
    void distributionRisesToOne() {
        List<EdfStep> steps =
                Plots.edf(List.of(trial(0, 1, 3), trial(1, 1, 1), trial(2, 1, Double.NaN), trial(3, 1, 2)));

        assertThat(steps).extracting(EdfStep::value).containsExactly(1.0, 2.0, 3.0);
        assertThat(steps.get(2).share()).isEqualTo(1);
        assertThat(Plots.edf(many(50_000))).hasSize(500);
    }

    @Test
    void axesAreTheSpacesAndThoseOfParametersThatVaryWithoutIt() {
        List<Observation> trials = List.of(
                new Observation(0, Map.of("seed", 1L, "method", "m"), 1),
                new Observation(1, Map.of("seed", 2L, "method", "m"), 2));

        assertThat(Plots.axes(Map.of(), trials.get(0).parameters().keySet(), trials))
                .extracting(Axis::name)
                .containsExactly("seed");
    }
}
