package dev.regatta.coordinator.search.tpe;

import dev.regatta.coordinator.search.Dimension;
import dev.regatta.protocol.study.Parameters;
import java.util.List;
import java.util.Optional;

/** A trial as a point of a block of parameters. */
final class Coordinates {

    private Coordinates() {}

    /** One for each dimension; empty if the trial lacks one, or has a value there that the dimension has not. */
    static Optional<double[]> of(List<Dimension> block, Parameters parameters) {
        double[] point = new double[block.size()];
        for (int d = 0; d < point.length; d++) {
            Dimension dimension = block.get(d);
            Object value = parameters.values().get(dimension.name());
            if (value == null || !dimension.contains(value)) {
                return Optional.empty();
            }
            point[d] = dimension.coordinate(value);
        }
        return Optional.of(point);
    }
}
