package dev.regatta.coordinator.search;

import dev.regatta.protocol.study.Condition;
import dev.regatta.protocol.study.Range;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One parameter of a search space, with its values mapped to coordinates. A numeric parameter's coordinate is in [0, 1],
 * even in the logarithm where the range says so. Of a range of steps, each value owns an interval of the same width
 * (before the logarithm), half a step to each side, and its coordinate is the value's own place within. A category's
 * coordinate is its index.
 */
public sealed interface Dimension permits NumericDimension, CategoricalDimension {

    static Dimension of(String name, Range range) {
        return range instanceof Range.Categorical categorical
                ? new CategoricalDimension(name, categorical)
                : NumericDimension.of(name, range);
    }

    String name();

    Optional<Condition> when();

    /** True if the parameter may have this value. */
    boolean contains(Object value);

    /** The coordinate of a value of the range. */
    double coordinate(Object value);

    /** The value at, or nearest to, a coordinate; always one of the range. */
    Object value(double coordinate);

    /** A value drawn evenly. */
    Object draw(RandomGenerator random);

    /** The number of values; {@link Long#MAX_VALUE} for a continuous range. */
    long size();
}
