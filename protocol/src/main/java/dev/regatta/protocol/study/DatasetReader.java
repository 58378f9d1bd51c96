package dev.regatta.protocol.study;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.method.Domain;
import dev.regatta.protocol.study.DatasetCatalogue.Option;
import dev.regatta.protocol.study.DatasetCatalogue.Source;
import dev.regatta.protocol.study.StudyFile.Bounds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a study's {@code dataset}: the keys that every data set has, then those the catalogue knows of the named one. */
final class DatasetReader {
    private DatasetReader() {}

    static DatasetSpec read(Section section) {
        String name = section.choice("name", DatasetCatalogue.names());
        Optional<Source> source = DatasetCatalogue.find(name);
        source.ifPresent(known -> section.allow(DatasetCatalogue.keys(known)));
        return new DatasetSpec(
                name,
                section.text("directory", 1000),
                section.whole("limit", 1, Bounds.MAX_SAMPLES).map(Math::toIntExact),
                section.whole("test_limit", 1, Bounds.MAX_SAMPLES).map(Math::toIntExact),
                downsample(section),
                source.map(known -> options(known, section)).orElse(Parameters.NONE));
    }

    private static int downsample(Section section) {
        long side = section.whole("downsample", 1, 16).orElse(1L);
        if (1 <= side && side <= 16 && !Bounds.DOWNSAMPLE.contains(side)) {
            section.error("downsample", "downsample is " + side + ", must be one of 1, 2, 4, 8, 16");
        }
        return (int) Math.min(16, Math.max(1, side));
    }

    private static Parameters options(Source source, Section section) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Option option : source.options()) {
            Optional<JsonNode> node =
                    option.required() ? section.required(option.name()) : section.value(option.name());
            node.map(given -> scalar(given, option.domain()))
                    .ifPresent(value -> option.domain()
                            .problem(value)
                            .ifPresentOrElse(
                                    problem -> section.error(option.name(), option.name() + " " + problem),
                                    () -> values.put(option.name(), value)));
        }
        return new Parameters(values);
    }

    /** A node that is no scalar stays one, so that the domain refuses it; a column may be named by its number. */
    private static Object scalar(JsonNode node, Domain domain) {
        if (node.isIntegralNumber() && domain instanceof Domain.Text) {
            return node.asText();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isBoolean() ? node.booleanValue() : node.isTextual() ? node.textValue() : node;
    }
}
