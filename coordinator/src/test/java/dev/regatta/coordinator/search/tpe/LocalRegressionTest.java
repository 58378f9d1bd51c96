package dev.regatta.coordinator.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.search.Dimension;
import dev.regatta.coordinator.search.Direction;
import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.ObservedTrial;
import dev.regatta.coordinator.search.Ranked;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Range;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class LocalRegressionTest {

    private static final List<Dimension> BLOCK = List.of(
            Dimension.of("x", new Range.FloatRange(0, 1, false)), Dimension.of("y", new Range.FloatRange(0, 1, false)));

    private static List<Ranked> trials(int count, DoubleBinaryOperator value) {
        SplittableRandom random = new SplittableRandom(4);
        History history = History.empty(List.of(Direction.MINIMIZE));
        for (int i = 0; i < count; i++) {
            double x = random.nextDouble();
            double y = random.nextDouble();
            history = history.with(ObservedTrial.running(i, new Parameters(Map.of("x", x, "y", y)))
                    .completed(value.applyAsDouble(x, y)));
        }
        return List.copyOf(history.ranking());
    }

    private static double bowl(double x, double y) {
        return (x - .3) * (x - .3) + 4 * (y - .6) * (y - .6);
    }

    @Test
    void expectsTheLeastLossWhereNoTrialWasYet() {
        LocalRegression regression =
                LocalRegression.of(BLOCK, trials(30, LocalRegressionTest::bowl)).orElseThrow();

        double bottom = regression.expected(new double[] {.3, .6});
        for (double[] other : new double[][] {{.4, .6}, {.2, .6}, {.3, .7}, {.3, .5}, {.9, .9}}) {
            assertThat(regression.expected(other)).isGreaterThan(bottom);
        }
    }

    @Test
    void saysNothingOfPureNoiseOfEqualTrialsAndOfTooFew() {
        SplittableRandom noise = new SplittableRandom(9);

        assertThat(LocalRegression.of(BLOCK, trials(30, (x, y) -> noise.nextDouble())))
                .isEmpty();
        assertThat(LocalRegression.of(BLOCK, trials(30, (x, y) -> 1))).isEmpty();
        assertThat(LocalRegression.of(BLOCK, trials(5, LocalRegressionTest::bowl)))
                .isEmpty();
    }

    @Test
    void leavesOutInfeasibleTrialsAndThoseWithoutANumber() {
        SplittableRandom random = new SplittableRandom(5);
        History history = History.empty(List.of(Direction.MINIMIZE));
        for (int i = 0; i < 40; i++) {
            double x = random.nextDouble();
            double y = random.nextDouble();
            boolean isFeasible = i < 8;
            ObservedTrial trial = ObservedTrial.running(i, new Parameters(Map.of("x", x, "y", y)))
                    .completed(i == 7 ? Double.NaN : isFeasible ? bowl(x, y) : -100.0)
                    .constrained(List.of(isFeasible ? 0.0 : 1.0));
            history = history.with(trial);
        }
        LocalRegression all =
                LocalRegression.of(BLOCK, List.copyOf(history.ranking())).orElseThrow();
        LocalRegression feasible = LocalRegression.of(
                        BLOCK, history.ranking().stream().limit(7).toList())
                .orElseThrow();

        assertThat(all.expected(new double[] {.4, .5})).isEqualTo(feasible.expected(new double[] {.4, .5}));
    }
}
