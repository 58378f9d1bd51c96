package dev.regatta.protocol.study;

import dev.regatta.protocol.study.SamplerCatalogue.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code sampler}: its type, and the options of that type alone. */
final class SamplerReader {

    private SamplerReader() {}

    static SamplerSpec read(Section section) {
        String type = section.choice("type", SamplerCatalogue.types());
        List<Option> options = SamplerCatalogue.options(type);
        List<String> keys = new ArrayList<>(List.of("type"));
        options.forEach(option -> keys.add(option.name()));
        if (SamplerCatalogue.types().contains(type)) {
            section.allow(keys);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        options.forEach(option -> section.value(option.name()).ifPresent(node -> {
            Object value = SpaceReader.scalar(node);
            option.domain()
                    .problem(value)
                    .ifPresentOrElse(
                            end -> section.error(option.name(), option.name() + " " + end),
                            () -> values.put(option.name(), value));
        }));
        return new SamplerSpec(type, new Parameters(values));
    }
}
