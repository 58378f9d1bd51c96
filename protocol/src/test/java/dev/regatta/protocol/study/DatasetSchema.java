package dev.regatta.protocol.study;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.method.Domain;
import dev.regatta.protocol.study.DatasetCatalogue.Option;
import dev.regatta.protocol.study.DatasetCatalogue.Source;
import dev.regatta.protocol.study.StudyFile.Bounds;

/** The published schema's form of one data set, made from the catalogue. */
final class DatasetSchema {
    private DatasetSchema() {}

    static ObjectNode of(Source source, boolean isDefault) {
        ObjectNode form = Json.mapper().createObjectNode().put("description", source.description());
        form.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = form.putObject("properties");
        properties.putObject("name").put("const", source.name());
        text(
                properties.putObject("directory").put("type", "string"),
                "Where the files are, on the worker; left out, the worker's own setting");
        samples(properties.putObject("limit"), "Training samples used; left out, all");
        samples(properties.putObject("test_limit"), "Test samples used; left out, all");
        if (source.downsamples()) {
            ObjectNode downsample = properties.putObject("downsample");
            downsample.put("description", "Pictures are averaged over squares of this side in pixels");
            Bounds.DOWNSAMPLE.forEach(downsample.withArray("enum")::add);
            downsample.put("default", 1);
        }
        source.options().forEach(option -> properties.set(option.name(), value(option)));
        ArrayNode required = Json.mapper().createArrayNode();
        if (!isDefault) {
            required.add("name");
        }
        source.options().stream().filter(Option::required).map(Option::name).forEach(required::add);
        if (!required.isEmpty()) {
            form.set("required", required);
        }
        return form;
    }

    private static ObjectNode value(Option option) {
        ObjectNode node = Json.mapper().createObjectNode();
        Domain domain = option.domain();
        if (domain instanceof Domain.Text) {
            text(node, option.description()).putArray("type").add("string").add("integer");
        } else {
            node.put("description", option.description());
        }
        if (domain instanceof Domain.Floats floats) {
            node.put("type", "number").put("minimum", floats.low()).put("maximum", floats.high());
        } else if (domain instanceof Domain.Ints ints) {
            node.put("type", "integer").put("minimum", ints.low()).put("maximum", ints.high());
        } else if (domain instanceof Domain.OneOf names) {
            names.choices().forEach(node.putArray("enum")::add);
        } else if (domain instanceof Domain.Flag) {
            node.put("type", "boolean");
        }
        option.otherwise().ifPresent(value -> node.set("default", Json.mapper().valueToTree(value)));
        return node;
    }

    private static ObjectNode text(ObjectNode node, String description) {
        return node.put("description", description).put("minLength", 1).put("maxLength", 1000);
    }

    private static void samples(ObjectNode node, String description) {
        node.put("description", description)
                .put("type", "integer")
                .put("minimum", 1)
                .put("maximum", Bounds.MAX_SAMPLES);
    }
}
