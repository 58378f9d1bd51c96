package dev.regatta.coordinator.bench.functions;

import static dev.regatta.coordinator.bench.functions.TestFunction.number;

import dev.regatta.coordinator.search.math.Normal;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Range;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * HCurve: a learning curve whose asymptote is Hartmann6 and whose speed is the learning rate. Fast learners look best
 * early and end a little worse.
 */
public final class LearningCurves {

    public static final int EPOCHS = 81;

    private LearningCurves() {}

    public static Map<String, Range> space() {
        Map<String, Range> space = TestFunction.reals(6, 0, 1);
        space.put("lr", new Range.FloatRange(1e-4, 1e-1, true));
        return space;
    }

    /** The curve's height without noise. */
    public static double at(Parameters parameters, int epoch) {
        double asymptote = asymptote(parameters);
        return asymptote + (1 - asymptote) * StrictMath.exp(-speed(parameters) * epoch);
    }

    /** What a training reports. */
    public static double observed(Parameters parameters, int epoch, RandomGenerator random) {
        return at(parameters, epoch) + 0.01 * Normal.draw(random);
    }

    static double asymptote(Parameters parameters) {
        double f = 1 + Classics.hartmann6(TestFunction.reals(parameters, 6)) / 3.32237;
        double excess = Math.max(0, rate(parameters) - .6);
        return Math.min(1, .05 + .75 * f + .5 * excess * excess);
    }

    static double speed(Parameters parameters) {
        return .02 * StrictMath.pow(10, 1.2 * rate(parameters));
    }

    private static double rate(Parameters parameters) {
        return (StrictMath.log10(number(parameters, "lr")) + 4) / 3;
    }
}
