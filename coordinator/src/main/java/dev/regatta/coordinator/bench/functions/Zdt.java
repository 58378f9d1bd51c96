package dev.regatta.coordinator.bench.functions;

import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Range;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * Two objectives to be minimized over {@value #DIMENSIONS} numbers from 0 to 1: f₁ = x₁ and f₂ = g · h(f₁, g) with g = 1
 * where all others are 0 (Zitzler, Deb and Thiele 2000, eq. 7 to 9).
 *
 * @param shape h of f₁ and g
 * @param least the smallest values of the true front
 * @param most the largest values of the true front
 */
public record Zdt(String name, DoubleBinaryOperator shape, List<Double> least, List<Double> most) {

    private static final int DIMENSIONS = 30;

    /** ZDT1 is convex, ZDT2 is not, ZDT3 comes in five pieces. */
    public static List<Zdt> all() {
        List<Double> origin = List.of(0.0, 0.0);
        List<Double> one = List.of(1.0, 1.0);
        return List.of(
                new Zdt("zdt1", (x, g) -> 1 - Math.sqrt(x / g), origin, one),
                new Zdt("zdt2", (x, g) -> 1 - (x / g) * (x / g), origin, one),
                new Zdt(
                        "zdt3",
                        (x, g) -> 1 - Math.sqrt(x / g) - x / g * StrictMath.sin(10 * Math.PI * x),
                        List.of(0.0, -0.773369),
                        List.of(0.851833, 1.0)));
    }

    public Map<String, Range> space() {
        return TestFunction.reals(DIMENSIONS, 0, 1);
    }

    /** Both objectives. */
    public double[] values(Parameters parameters) {
        double[] x = TestFunction.reals(parameters, DIMENSIONS);
        double sum = 0;
        for (int i = 1; i < x.length; i++) {
            sum += x[i];
        }
        double g = 1 + 9 * sum / (DIMENSIONS - 1);
        return new double[] {x[0], g * shape.applyAsDouble(x[0], g)};
    }

    /** The values on a scale on which the true front goes from 0 to 1. */
    public double[] normalized(List<Double> values) {
        double[] normalized = new double[values.size()];
        for (int i = 0; i < normalized.length; i++) {
            normalized[i] = (values.get(i) - least.get(i)) / (most.get(i) - least.get(i));
        }
        return normalized;
    }
}
