package dev.regatta.coordinator.bench.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regatta.protocol.study.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Check values, computed elsewhere. */
class FunctionsTest {

    private static double at(TestFunction function, double... x) {
        return function.value().applyAsDouble(reals(x));
    }

    private static Parameters reals(double... x) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < x.length; i++) {
            values.put("x" + (i + 1), x[i]);
        }
        return new Parameters(values);
    }

    @Test
    void theClassicsHaveTheirValues() {
        assertThat(at(Classics.branin(), 1, 1)).isCloseTo(27.7029056, within(1e-7));
        assertThat(at(Classics.branin(), Math.PI, 2.275)).isCloseTo(0.397887, within(1e-6));
        assertThat(at(Classics.hartmann6(), .5, .5, .5, .5, .5, .5)).isCloseTo(-.5053150, within(1e-7));
        assertThat(at(Classics.rosenbrock5(), .5, .5, .5, .5, .5)).isCloseTo(26, within(1e-12));
    }

    @Test
    void furtherFunctionsHaveTheirMinima() {
        assertThat(at(Classics.ackley5(), 0, 0, 0, 0, 0)).isCloseTo(0, within(1e-12));
        assertThat(at(Classics.levy4(), 1, 1, 1, 1)).isCloseTo(0, within(1e-12));
        double x = -2.903534;
        assertThat(at(Classics.styblinski5(), x, x, x, x, x)).isCloseTo(-195.8308, within(1e-4));
    }

    @Test
    void mixedHasItsValues() {
        Map<String, Object> sgd = new LinkedHashMap<>(Map.of(
                "optimizer", "sgd", "lr", .01, "n_layers", 2L, "width", 64L, "dropout", .1, "weight_decay", 1e-3));
        Map<String, Object> adam = new LinkedHashMap<>(Map.of(
                "optimizer", "adam", "lr", 1e-3, "n_layers", 5L, "width", 512L, "dropout", .45, "weight_decay", 1e-2));
        adam.put("beta1", .95);

        assertThat(Mixed.function().value().applyAsDouble(new Parameters(sgd))).isCloseTo(.2601737, within(1e-7));
        assertThat(Mixed.function().value().applyAsDouble(new Parameters(adam))).isCloseTo(.0841253, within(1e-7));
    }

    @Test
    void learningCurvesHaveTheirAsymptoteAndSpeed() {
        Parameters middle = reals(.5, .5, .5, .5, .5, .5).with("lr", .01);

        assertThat(LearningCurves.asymptote(middle)).isCloseTo(.6881512, within(1e-7));
        assertThat(LearningCurves.speed(middle)).isCloseTo(.1261915, within(1e-7));
        assertThat(LearningCurves.at(middle, 0)).isCloseTo(1, within(1e-12));
    }
}
