package dev.regatta.coordinator.bench.functions;

import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Range;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A function to be minimized.
 *
 * @param value of the parameters that are active
 */
public record TestFunction(String name, Map<String, Range> space, ToDoubleFunction<Parameters> value) {

    /** A function of real numbers, all from the same range, named x1, x2, … */
    static TestFunction ofReals(
            String name, int dimensions, double low, double high, ToDoubleFunction<double[]> value) {
        return new TestFunction(
                name, reals(dimensions, low, high), parameters -> value.applyAsDouble(reals(parameters, dimensions)));
    }

    static Map<String, Range> reals(int dimensions, double low, double high) {
        Map<String, Range> space = new LinkedHashMap<>();
        for (int i = 1; i <= dimensions; i++) {
            space.put("x" + i, new Range.FloatRange(low, high, false));
        }
        return space;
    }

    static double[] reals(Parameters parameters, int dimensions) {
        double[] x = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            x[i] = number(parameters, "x" + (i + 1));
        }
        return x;
    }

    static double number(Parameters parameters, String name) {
        return ((Number) parameters.get(name).orElseThrow()).doubleValue();
    }
}
