package dev.regatta.coordinator.search;

import dev.regatta.protocol.study.Condition;
import dev.regatta.protocol.study.Range;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A number between two bounds, both included.
 *
 * <p>Coordinates run from 0 at {@code from} to 1 at {@code to}: the bounds themselves, or half a step beyond them.
 */
public final class NumericDimension implements Dimension {

    private final String name;
    private final Range range;
    private final boolean whole;
    private final boolean log;
    private final double low;
    private final double high;
    private final double step;
    private final long size;
    private final double from;
    private final double to;

    private NumericDimension(String name, Range range, boolean log, double low, double high, double step) {
        this.name = name;
        this.range = range;
        this.whole = range instanceof Range.IntRange;
        this.log = log;
        this.low = low;
        this.step = step;
        this.size = step > 0 ? (long) Math.floor((high - low) / step + 1e-6) + 1 : Long.MAX_VALUE;
        this.high = step > 0 ? low + (size - 1) * step : high;
        this.from = scale(low - step / 2);
        this.to = scale(this.high + step / 2);
    }

    static NumericDimension of(String name, Range range) {
        if (range instanceof Range.IntRange ints) {
            return new NumericDimension(
                    name,
                    range,
                    ints.log(),
                    ints.low(),
                    ints.high(),
                    ints.step().orElse(1L));
        }
        Range.FloatRange floats = (Range.FloatRange) range;
        double step = floats.step().orElse(0.0);
        return new NumericDimension(name, range, floats.log(), floats.low(), floats.high(), step);
    }

    private double scale(double value) {
        return log ? StrictMath.log(value) : value;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Condition> when() {
        return range.when();
    }

    @Override
    public boolean contains(Object value) {
        return range.contains(value);
    }

    @Override
    public double coordinate(Object value) {
        return place(((Number) value).doubleValue());
    }

    private double place(double value) {
        return to > from ? (scale(value) - from) / (to - from) : 0.5;
    }

    @Override
    public Object value(double coordinate) {
        double bounded = Math.max(0, Math.min(1, coordinate));
        double scaled = from + bounded * (to - from);
        double value = log ? StrictMath.exp(scaled) : scaled;
        if (!isStepped()) {
            return Math.max(low, Math.min(high, value));
        }
        long steps = Math.max(0, Math.min(size - 1, Math.round((value - low) / step)));
        return onStep(steps);
    }

    /** Decimal arithmetic: 0.05 · 3 is 0.15, not 0.15000000000000002. */
    private Object onStep(long steps) {
        BigDecimal value = BigDecimal.valueOf(low).add(BigDecimal.valueOf(step).multiply(BigDecimal.valueOf(steps)));
        if (range instanceof Range.IntRange ints) {
            return ints.low() + steps * ints.step().orElse(1L);
        }
        return value.doubleValue();
    }

    @Override
    public Object draw(RandomGenerator random) {
        return value(random.nextDouble());
    }

    @Override
    public long size() {
        return to > from ? size : 1;
    }

    /** True if there are only some values within the bounds. */
    public boolean isStepped() {
        return step > 0;
    }

    /** True for whole numbers. */
    public boolean isWhole() {
        return whole;
    }

    /** Of a stepped range: the coordinate where the interval of the value at {@code coordinate} begins. */
    public double lowerEdge(Object value) {
        return place(((Number) value).doubleValue() - step / 2);
    }

    /** Of a stepped range: the coordinate where the interval of the value ends. */
    public double upperEdge(Object value) {
        return place(((Number) value).doubleValue() + step / 2);
    }
}
