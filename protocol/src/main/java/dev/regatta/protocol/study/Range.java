package dev.regatta.protocol.study;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/** The values one parameter of the search space may take, and when it is there at all. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Range.FloatRange.class, name = "float"),
    @JsonSubTypes.Type(value = Range.IntRange.class, name = "int"),
    @JsonSubTypes.Type(value = Range.Categorical.class, name = "categorical")
})
public sealed interface Range permits Range.FloatRange, Range.IntRange, Range.Categorical {

    /** What other parameters must be for this one to be there; empty: it always is. */
    Optional<Condition> when();

    /** True if {@code value} may be suggested: within the bounds and on a step, or one of the choices. */
    boolean contains(Object value);

    /** The same values under another condition. */
    Range on(Optional<Condition> condition);

    /**
     * A number in [low, high].
     *
     * @param log sampled evenly by its logarithm; low must be above 0
     * @param step only low, low + step, low + 2 step, … ≤ high; not with {@code log}
     */
    record FloatRange(double low, double high, boolean log, Optional<Double> step, Optional<Condition> when)
            implements Range {

        /** How far from a step, in steps, a value may be through rounding. */
        private static final double ROUNDING = 1e-6;

        public FloatRange(double low, double high, boolean log) {
            this(low, high, log, Optional.empty(), Optional.empty());
        }

        @Override
        public boolean contains(Object value) {
            if (!(value instanceof Number number)) {
                return false;
            }
            double it = number.doubleValue();
            return low <= it && it <= high && (step.isEmpty() || isMultiple((it - low) / step.get()));
        }

        private static boolean isMultiple(double steps) {
            return Math.abs(steps - Math.rint(steps)) < ROUNDING;
        }

        @Override
        public Range on(Optional<Condition> condition) {
            return new FloatRange(low, high, log, step, condition);
        }
    }

    /**
     * A whole number in [low, high].
     *
     * @param log sampled evenly by its logarithm; low must be ≥ 1
     * @param step only low, low + step, low + 2 step, … ≤ high; absent: 1; not with {@code log}
     */
    record IntRange(long low, long high, boolean log, Optional<Long> step, Optional<Condition> when) implements Range {

        public IntRange(long low, long high, boolean log) {
            this(low, high, log, Optional.empty(), Optional.empty());
        }

        @Override
        public boolean contains(Object value) {
            return value instanceof Long it && low <= it && it <= high && (it - low) % step.orElse(1L) == 0;
        }

        @Override
        public Range on(Optional<Condition> condition) {
            return new IntRange(low, high, log, step, condition);
        }
    }

    /** One of the choices, each as likely: numbers, texts or true/false. */
    record Categorical(List<Object> choices, Optional<Condition> when) implements Range {

        public Categorical {
            choices = List.copyOf(choices);
        }

        public Categorical(List<Object> choices) {
            this(choices, Optional.empty());
        }

        @Override
        public boolean contains(Object value) {
            return choices.contains(value);
        }

        @Override
        public Range on(Optional<Condition> condition) {
            return new Categorical(choices, condition);
        }
    }
}
