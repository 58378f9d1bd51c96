package dev.regatta.coordinator.search.gp;

import dev.regatta.coordinator.search.CategoricalDimension;
import dev.regatta.coordinator.search.Dimension;
import dev.regatta.coordinator.search.SearchSpace;
import dev.regatta.protocol.study.Parameters;
import java.util.Optional;

/** Parameters as points: a number's coordinate, a category's indicator for each choice; what is inactive is in the middle. */
record Encoding(SearchSpace space) {

    /** So that two choices are as far apart as the ends of half a range. */
    private static final double INDICATOR = 0.35;

    int size() {
        return space.dimensions().stream().mapToInt(Encoding::width).sum();
    }

    private static int width(Dimension dimension) {
        return dimension instanceof CategoricalDimension ? (int) dimension.size() : 1;
    }

    /** Where a number's coordinate is, or a category's first indicator. */
    int place(Dimension of) {
        int at = 0;
        for (Dimension dimension : space.dimensions()) {
            if (dimension.equals(of)) {
                return at;
            }
            at += width(dimension);
        }
        throw new IllegalArgumentException(of.name() + " is not in the space");
    }

    double[] point(Parameters parameters) {
        double[] point = new double[size()];
        int at = 0;
        for (Dimension dimension : space.dimensions()) {
            Optional<Object> value = parameters.get(dimension.name()).filter(dimension::contains);
            if (dimension instanceof CategoricalDimension categorical) {
                int offset = at;
                value.ifPresent(choice -> point[offset + categorical.index(choice)] = INDICATOR);
            } else {
                point[at] = value.map(dimension::coordinate).orElse(0.5);
            }
            at += width(dimension);
        }
        return point;
    }
}
