package dev.regatta.worker.data;

import dev.regatta.protocol.study.DatasetSpec;
import dev.regatta.protocol.study.Parameters;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Data set specifications and what tests read of the data. */
final class Specs {
    private Specs() {}

    /** @param options name, value, name, value, … */
    static DatasetSpec of(String name, Object... options) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            values.put((String) options[i], options[i + 1]);
        }
        return new DatasetSpec(name, Optional.empty(), Optional.empty(), Optional.empty(), 1, new Parameters(values));
    }

    static DatasetSpec limited(String name, int limit) {
        return new DatasetSpec(name, Optional.empty(), Optional.of(limit), Optional.of(limit), 1);
    }

    static DataSplits open(Path directory, String name, Object... options) {
        return Datasets.open(of(name, options), Optional.of(directory));
    }

    static float[] sample(Dataset data, int index) {
        float[] values = new float[Math.toIntExact(data.sampleShape().size())];
        data.read(index, values, 0);
        return values;
    }
}
