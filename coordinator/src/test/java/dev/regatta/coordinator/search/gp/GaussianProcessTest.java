package dev.regatta.coordinator.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {

    private static final double[][] POINTS = points(25);
    private static final double[] VALUES = IntStream.range(0, 25)
            .mapToDouble(i -> Math.sin(5 * POINTS[i][0]) + POINTS[i][1] * POINTS[i][1])
            .toArray();
    private static final Hyper HYPER = Hyper.usual(2).fit(POINTS, VALUES, 60).hyper();
    private static final GaussianProcess PROCESS = new GaussianProcess(POINTS, VALUES, HYPER);

    private static double[][] points(int count) {
        SplittableRandom random = new SplittableRandom(4);
        return IntStream.range(0, count)
                .mapToObj(i -> new double[] {random.nextDouble(), random.nextDouble()})
                .toArray(double[][]::new);
    }

    @Test
    void goesThroughWhatItWasGivenAndIsSureThere() {
        for (int i = 0; i < POINTS.length; i++) {
            assertThat(PROCESS.at(POINTS[i]).mean()).isCloseTo(VALUES[i], within(0.02));
            assertThat(PROCESS.at(POINTS[i]).deviation()).isLessThan(0.02);
        }
    }

    @Test
    void foretellsASmoothFunctionBetweenItsPoints() {
        assertThat(PROCESS.at(new double[] {0.4, 0.6}).mean()).isCloseTo(Math.sin(2) + 0.36, within(0.02));
    }

    @Test
    void slopesAreThoseOfThePrediction() {
        double[] x = {0.37, 0.61};
        double[] meanSlope = new double[2];
        double[] deviationSlope = new double[2];
        assertThat(PROCESS.at(x, meanSlope, deviationSlope)).isEqualTo(PROCESS.at(x));
        for (int d = 0; d < 2; d++) {
            GaussianProcess.Prediction more = PROCESS.at(moved(x, d, 1e-5));
            GaussianProcess.Prediction less = PROCESS.at(moved(x, d, -1e-5));
            assertThat(meanSlope[d]).isCloseTo((more.mean() - less.mean()) / 2e-5, within(1e-4));
            assertThat(deviationSlope[d]).isCloseTo((more.deviation() - less.deviation()) / 2e-5, within(1e-3));
        }
    }

    private static double[] moved(double[] x, int d, double by) {
        double[] moved = x.clone();
        moved[d] += by;
        return moved;
    }

    @Test
    void fittingMakesTheValuesMoreProbableAndTellsTheScaleThatMattersMore() {
        Hyper usual = Hyper.usual(2);

        assertThat(usual.fit(POINTS, VALUES, 60).logPosterior())
                .isGreaterThan(usual.fit(POINTS, VALUES, 1).logPosterior() + 1);
        assertThat(HYPER.inverseLengths()[0]).isGreaterThan(HYPER.inverseLengths()[1]);
        assertThat(HYPER.noise()).isLessThan(1e-3);
    }
}
