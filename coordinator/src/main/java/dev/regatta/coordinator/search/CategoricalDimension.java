package dev.regatta.coordinator.search;

import dev.regatta.protocol.study.Condition;
import dev.regatta.protocol.study.Range;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One of a few values without an order; the coordinate is the choice's index. */
public final class CategoricalDimension implements Dimension {

    private final String name;
    private final Range.Categorical range;
    private final Map<Object, Integer> indices = new HashMap<>();

    CategoricalDimension(String name, Range.Categorical range) {
        this.name = name;
        this.range = range;
        List<Object> choices = range.choices();
        for (int i = 0; i < choices.size(); i++) {
            indices.putIfAbsent(choices.get(i), i);
        }
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
        return indices.containsKey(value);
    }

    @Override
    public double coordinate(Object value) {
        return index(value);
    }

    /** @throws IllegalArgumentException if it is none of the choices */
    public int index(Object value) {
        Integer index = indices.get(value);
        if (index == null) {
            throw new IllegalArgumentException(name + " is " + value + ", must be one of " + range.choices());
        }
        return index;
    }

    @Override
    public Object value(double coordinate) {
        long index = Math.round(coordinate);
        return range.choices().get((int) Math.max(0, Math.min(range.choices().size() - 1, index)));
    }

    @Override
    public Object draw(RandomGenerator random) {
        return range.choices().get(random.nextInt(range.choices().size()));
    }

    @Override
    public long size() {
        return range.choices().size();
    }
}
