package dev.regatta.coordinator.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class ImportanceTest {
    private static final Axis A = new Axis("a", 0, 1, false, List.of());
    private static final Axis B = new Axis("b", 1e-4, 1, true, List.of());
    private static final Axis C = new Axis("c", 0, 2, false, List.of("x", "y", "z"));
    private static final List<Axis> AXES = List.of(A, B, C);

    private static List<Observation> trials(int number, BiFunction<Double, Double, Double> value) {
        Random random = new Random(7);
        List<Observation> trials = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            double a = random.nextDouble();
            double b = Math.pow(10, -4 * random.nextDouble());
            Object c = C.choices().get(random.nextInt(3));
            trials.add(new Observation(i, Map.of("a", a, "b", b, "c", c), value.apply(a, b)));
        }
        return trials;
    }

    @Test
    void parameterThatDecidesAloneHasMostOfTheImportance() {
        List<Observation> trials = trials(400, (a, b) -> (a - 0.3) * (a - 0.3));

        assertThat(PedAnova.of(AXES, trials, true).get("a")).isGreaterThan(0.8);
        assertThat(Fanova.of(AXES, trials).get("a")).isGreaterThan(0.9);
    }

    @Test
    void logarithmicParameterCountsByItsLogarithm() {
        List<Observation> trials = trials(400, (a, b) -> Math.log10(b) * Math.log10(b) + 0.01 * a);

        assertThat(PedAnova.of(AXES, trials, true).get("b")).isGreaterThan(0.8);
        assertThat(Fanova.of(AXES, trials).get("b")).isGreaterThan(0.9);
    }

    /** f = 2a + b′ with a and b′ uniform on [0, 1]: the variances are 4/12 and 1/12. */
    @Test
    void sharesOfALinearFunctionAreThoseOfItsVariances() {
        List<Observation> trials = trials(2_000, (a, b) -> 2 * a + (Math.log10(b) + 4) / 4);

        Map<String, Double> shares = Fanova.of(AXES, trials);

        assertThat(shares.get("a")).isCloseTo(0.8, within(0.06));
        assertThat(shares.get("b")).isCloseTo(0.2, within(0.06));
        assertThat(shares.get("c")).isLessThan(0.02);
    }

    @Test
    void importancesAddUpToOneAndTheSameTrialsGiveTheSame() {
        List<Observation> trials = trials(100, (a, b) -> a * b);

        for (Map<String, Double> shares : List.of(Fanova.of(AXES, trials), PedAnova.of(AXES, trials, false))) {
            assertThat(shares.values().stream().mapToDouble(Double::doubleValue).sum())
                    .isCloseTo(1, within(1e-9));
        }
        assertThat(Fanova.of(AXES, trials)).isEqualTo(Fanova.of(AXES, trials));
    }

    @Test
    void conditionalParameterCountsAmongTheTrialsThatHaveIt() {
        List<Observation> trials = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            double a = random.nextDouble();
            trials.add(
                    i % 2 == 0
                            ? new Observation(i, Map.of("a", a, "c", "x"), a)
                            : new Observation(i, Map.of("c", "y"), 0.5));
        }

        assertThat(PedAnova.of(List.of(A, C), trials, true).get("a")).isGreaterThan(0.5);
        assertThat(Fanova.of(List.of(A, C), trials)).containsOnlyKeys("c");
    }

    @Test
    void nothingCanBeToldOfTooFewOrUselessTrials() {
        List<Observation> useless = List.of(
                new Observation(0, Map.of("a", 0.1), Double.NaN),
                new Observation(1, Map.of("a", 0.2), Double.POSITIVE_INFINITY));

        assertThat(PedAnova.of(List.of(A), List.of(), true)).containsExactly(Map.entry("a", 0.0));
        assertThat(PedAnova.of(List.of(A), useless, true)).containsExactly(Map.entry("a", 0.0));
        assertThat(Fanova.of(List.of(A), useless)).containsExactly(Map.entry("a", 0.0));
        assertThat(Fanova.of(List.of(A), List.of())).containsExactly(Map.entry("a", 0.0));
    }

    @Test
    void directionDecidesWhichTrialsAreTheBest() {
        // Only where a is large does b matter, and there values are large.
        List<Observation> trials = trials(1_000, (a, b) -> a > 0.7 ? 1 + Math.log10(b) / 4 : 0.1 * a);

        double maximized = PedAnova.of(AXES, trials, false).getOrDefault("b", 0.0);
        double minimized = PedAnova.of(AXES, trials, true).getOrDefault("b", 0.0);

        assertThat(maximized).isNotCloseTo(minimized, within(0.05));
    }
}
