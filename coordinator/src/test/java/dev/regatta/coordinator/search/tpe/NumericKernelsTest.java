package dev.regatta.coordinator.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regatta.coordinator.search.Dimension;
import dev.regatta.coordinator.search.NumericDimension;
import dev.regatta.protocol.study.Range;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NumericKernelsTest {

    private static final double[] MEANS = {0, 0.003, 0.5, 0.5, 0.93, 1};
    private static final double[] WIDTHS = {0.01, 0.001, 0.01, 0.3, 0.01, 0.2};

    private static NumericKernels kernels(Range range) {
        return new NumericKernels((NumericDimension) Dimension.of("x", range), MEANS, WIDTHS);
    }

    @Test
    void eachDensityIsOneInAllWhereverItsKernelLies() {
        NumericKernels kernels = kernels(new Range.FloatRange(0, 1, false));
        int points = 200_000;
        double[] mass = new double[MEANS.length + 1];
        for (int i = 0; i < points; i++) {
            double[] logs = new double[mass.length];
            kernels.addLogDensity((i + 0.5) / points, logs);
            for (int k = 0; k < mass.length; k++) {
                mass[k] += Math.exp(logs[k]) / points;
            }
        }

        for (double each : mass) {
            assertThat(each).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void theMassesOfStepsAreOneInAll() {
        NumericKernels kernels = kernels(new Range.FloatRange(0, 1, false, Optional.of(0.05), Optional.empty()));
        Dimension steps = Dimension.of("x", new Range.FloatRange(0, 1, false, Optional.of(0.05), Optional.empty()));
        double[] mass = new double[MEANS.length + 1];
        for (int step = 0; step <= 20; step++) {
            double[] logs = new double[mass.length];
            kernels.addLogDensity(steps.coordinate(step * 0.05), logs);
            for (int k = 0; k < mass.length; k++) {
                mass[k] += Math.exp(logs[k]);
            }
        }

        for (double each : mass) {
            assertThat(each).isCloseTo(1, within(1e-6));
        }
    }
}
