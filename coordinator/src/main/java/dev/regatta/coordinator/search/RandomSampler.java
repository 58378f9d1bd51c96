package dev.regatta.coordinator.search;

import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Range;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Every value independently and evenly from its range; by its logarithm where the range says so. */
public final class RandomSampler implements Sampler {

    @Override
    public String version() {
        return "random:1";
    }

    @Override
    public Parameters suggest(Map<String, Range> space, RandomGenerator random) {
        Map<String, Object> values = new LinkedHashMap<>();
        space.forEach((name, range) -> values.put(name, draw(range, random)));
        return new Parameters(values);
    }

    private static Object draw(Range range, RandomGenerator random) {
        if (range instanceof Range.FloatRange numbers) {
            return number(numbers, random.nextDouble());
        } else if (range instanceof Range.IntRange numbers) {
            return whole(numbers, random.nextDouble());
        } else if (range instanceof Range.Categorical categorical) {
            return categorical
                    .choices()
                    .get(random.nextInt(categorical.choices().size()));
        }
        throw new IllegalStateException("no such range: " + range);
    }

    private static double number(Range.FloatRange range, double uniform) {
        double value = range.log()
                ? Math.exp(between(Math.log(range.low()), Math.log(range.high()), uniform))
                : between(range.low(), range.high(), uniform);
        return Math.max(range.low(), Math.min(range.high(), value));
    }

    /** Each whole number owns the interval of half a step around it. */
    private static long whole(Range.IntRange range, double uniform) {
        double low = range.low() - 0.5;
        double high = range.high() + 0.5;
        double value =
                range.log() ? Math.exp(between(Math.log(low), Math.log(high), uniform)) : between(low, high, uniform);
        return Math.max(range.low(), Math.min(range.high(), Math.round(value)));
    }

    private static double between(double low, double high, double uniform) {
        return low + uniform * (high - low);
    }
}
