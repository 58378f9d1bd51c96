package dev.regatta.coordinator.bench.functions;

import dev.regatta.protocol.study.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The usual test functions of real numbers (Dixon and Szegő 1978; Surjanovic and Bingham, Virtual Library). */
public final class Classics {

    private static final double[] C = {1, 1.2, 3, 3.2};
    private static final double[][] A = {
        {10, 3, 17, 3.5, 1.7, 8},
        {.05, 10, 17, .1, 8, 14},
        {3, 3.5, 1.7, 10, 17, 8},
        {17, 8, .05, 10, .1, 14}
    };
    private static final double[][] P = {
        {.1312, .1696, .5569, .0124, .8283, .5886},
        {.2329, .4135, .8307, .3736, .1004, .9991},
        {.2348, .1451, .3522, .2883, .3047, .6650},
        {.4047, .8828, .8732, .5743, .1091, .0381}
    };

    private Classics() {}

    public static TestFunction branin() {
        Map<String, Range> space = new LinkedHashMap<>();
        space.put("x1", new Range.FloatRange(-5, 10, false));
        space.put("x2", new Range.FloatRange(0, 15, false));
        return new TestFunction("branin", space, parameters -> branin(TestFunction.reals(parameters, 2)));
    }

    private static double branin(double[] x) {
        double parabola = x[1] - 5.1 * x[0] * x[0] / (4 * Math.PI * Math.PI) + 5 * x[0] / Math.PI - 6;
        return parabola * parabola + 10 * (1 - 1 / (8 * Math.PI)) * StrictMath.cos(x[0]) + 10;
    }

    public static TestFunction hartmann6() {
        return TestFunction.ofReals("hartmann6", 6, 0, 1, Classics::hartmann6);
    }

    static double hartmann6(double[] x) {
        double sum = 0;
        for (int i = 0; i < C.length; i++) {
            double exponent = 0;
            for (int j = 0; j < x.length; j++) {
                double distance = x[j] - P[i][j];
                exponent += A[i][j] * distance * distance;
            }
            sum -= C[i] * StrictMath.exp(-exponent);
        }
        return sum;
    }

    public static TestFunction rosenbrock5() {
        return TestFunction.ofReals("rosenbrock5", 5, -2.048, 2.048, Classics::rosenbrock);
    }

    private static double rosenbrock(double[] x) {
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double valley = x[i + 1] - x[i] * x[i];
            sum += 100 * valley * valley + (1 - x[i]) * (1 - x[i]);
        }
        return sum;
    }

    public static TestFunction ackley5() {
        return TestFunction.ofReals("ackley5", 5, -15, 30, Classics::ackley);
    }

    private static double ackley(double[] x) {
        double squares = 0;
        double cosines = 0;
        for (double each : x) {
            squares += each * each;
            cosines += StrictMath.cos(2 * Math.PI * each);
        }
        return -20 * StrictMath.exp(-0.2 * Math.sqrt(squares / x.length))
                - StrictMath.exp(cosines / x.length)
                + 20
                + Math.E;
    }

    public static TestFunction levy4() {
        return TestFunction.ofReals("levy4", 4, -10, 10, Classics::levy);
    }

    private static double levy(double[] x) {
        double first = StrictMath.sin(Math.PI * (1 + (x[0] - 1) / 4));
        double sum = first * first;
        for (int i = 0; i + 1 < x.length; i++) {
            double w = 1 + (x[i] - 1) / 4;
            double wave = StrictMath.sin(Math.PI * w + 1);
            sum += (w - 1) * (w - 1) * (1 + 10 * wave * wave);
        }
        double last = (x[x.length - 1] - 1) / 4;
        double wave = StrictMath.sin(2 * Math.PI * (last + 1));
        return sum + last * last * (1 + wave * wave);
    }

    public static TestFunction styblinski5() {
        return TestFunction.ofReals("styblinski5", 5, -5, 5, Classics::styblinski);
    }

    private static double styblinski(double[] x) {
        double sum = 0;
        for (double each : x) {
            sum += each * each * each * each - 16 * each * each + 5 * each;
        }
        return sum / 2;
    }

    /** The four the peer was measured on. */
    public static List<TestFunction> compared() {
        return List.of(branin(), hartmann6(), rosenbrock5(), Mixed.function());
    }

    /** Further ones, with other shapes. */
    public static List<TestFunction> further() {
        return List.of(ackley5(), levy4(), styblinski5());
    }
}
