package dev.regatta.protocol.study;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.regatta.protocol.GoldenFile;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.method.Domain;
import dev.regatta.protocol.method.Hyperparameter;
import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.method.Method;
import dev.regatta.protocol.method.Preset;
import dev.regatta.protocol.study.StudyFile.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema says what the code does. */
class StudySchemaTest {
    private static final GoldenFile FILE = GoldenFile.mainResource("dev/regatta/protocol/study.schema.json");

    private final ObjectNode schema = (ObjectNode) Json.read(FILE.text(), JsonNode.class);
    private final JsonSchema validator =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);

    static Stream<Path> exampleStudies() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../deploy/studies"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("exampleStudies")
    void everyExampleStudyIsValidByBoth(Path file) throws IOException {
        String text = Files.readString(file);

        assertThat(StudyFile.parse(text)).isInstanceOf(StudyFile.Valid.class);
        assertThat(validator.validate(StudyDocument.read(text, List.of()).orElseThrow()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trials: 1",
                "name: s",
                "name: S\ntrials: 1",
                "name: s\ntrials: 0",
                "name: s\ntrials: 100001",
                "name: s\ntrials: 1\nextra: 1",
                "name: s\ntrials: 1\npruner: {type: successive}",
                "name: s\ntrials: 1\npruner: {type: asha, reduction_factor: 1}",
                "name: s\ntrials: 1\npruner: {type: patient, patience: 1}",
                "name: s\ntrials: 1\npruner: {type: threshold}",
                "name: s\ntrials: 1\nbudget: {no_improvement: 0}",
                "name: s\ntrials: 1\nbudget: {cost: 5}",
                "name: s\ntrials: 1\ncheckpoints: {last: 0}",
                "name: s\ntrials: 1\ncheckpoints: {best: -1}",
                "name: s\ntrials: 1\ncheckpoints: {rungs: 1}",
                "name: s\ntrials: 1\ndataset: {downsample: 3}",
                "name: s\ntrials: 1\ndataset: {name: mnist}",
                "name: s\ntrials: 1\ndataset: {name: csv}",
                "name: s\ntrials: 1\ndataset: {name: csv, train: a.csv, downsample: 2}",
                "name: s\ntrials: 1\ndataset: {name: csv, train: [a]}",
                "name: s\ntrials: 1\ndataset: {name: series, train: a.csv, window: 1}",
                "name: s\ntrials: 1\ndataset: {name: images, resize: 0}",
                "name: s\ntrials: 1\ndataset: {name: npy, train: a.npy, layout: wh}",
                "name: s\ntrials: 1\ndataset: {name: npy, train: a.npy, test_fraction: 1}",
                "name: s\ntrials: 1\nfixed: {temperature: 0}",
                "name: s\ntrials: 1\nfixed: {tau: 1}",
                "name: s\ntrials: 1\nenqueue: [{method: simclr}]",
                "name: s\ntrials: 1\nparameters: {momentum: {type: float, low: 0, high: 2}}",
                "name: s\ntrials: 1\nparameters: {method: {type: float, low: 0, high: 2}}",
                "name: s\ntrials: 1\nparameters: {method: {type: categorical, choices: []}}",
                "name: s\ntrials: 1\nparameters: {x: {type: float, low: 0, high: 1}}",
                "name: s\ntrials: 1\nworkload: external\nparameters: {x: {type: flat, low: 0, high: 1}}",
                "name: s\ntrials: 1\nworkload: external\nparameters: {1x: {type: float, low: 0, high: 1}}",
                "name: s\ntrials: 1\nworkload: external\nfixed: {x: [1]}",
                "name: s\ntrials: 1\nworkload: external\nfixed: {seed: -1}",
                "name: s\ntrials: 1\nfixed: {method: exec}",
                "name: s\ntrials: 1\nexec: {command: [a]}",
                "name: s\ntrials: 1\nfixed: {method: exec}\nexec: {command: []}",
                "name: s\ntrials: 1\nfixed: {method: exec}\nexec: {command: [a]}\ndataset: {downsample: 2}",
                "name: s\ntrials: 1\nparameters: {momentum: {type: float, low: 0, high: 0.9, step: 0}}",
                "name: s\ntrials: 1\nparameters: {width: {type: int, low: 1, high: 9, step: 0.5}}",
                "name: s\ntrials: 1\nparameters: {width: {type: int, low: 1, high: 9, when: [method]}}",
                "name: s\ntrials: 1\nsampler: {type: sobel}",
                "name: s\ntrials: 1\nsampler: {type: random, points: 3}",
                "name: s\ntrials: 1\nsampler: {candidates: 0}",
                "name: s\ntrials: 1\nsampler: {type: cmaes, sigma: 2}"
            })
    void bothRefuseTheSame(String text) {
        assertThat(StudyFile.parse(text)).isInstanceOf(StudyFile.Invalid.class);
        assertThat(validator.validate(StudyDocument.read(text, List.of()).orElseThrow()))
                .isNotEmpty();
    }

    @Test
    void theHyperparametersAreThoseOfTheCatalogue() {
        ObjectNode generated = schema.deepCopy();
        ObjectNode values = (ObjectNode) generated.at("/$defs/values");
        ObjectNode ranges = (ObjectNode) generated.at("/$defs/ranges");
        ObjectNode valueProperties = values.putObject("properties");
        ObjectNode rangeProperties = ranges.putObject("properties");
        for (Hyperparameter hyperparameter : Hyperparameters.all()) {
            valueProperties.set(hyperparameter.name(), valueSchema(hyperparameter));
            rangeProperties.set(hyperparameter.name(), rangeSchema(hyperparameter));
        }

        ArrayNode datasets = ((ObjectNode) generated.at("/properties/dataset")).putArray("oneOf");
        DatasetCatalogue.names()
                .forEach(name -> datasets.add(DatasetSchema.of(
                        DatasetCatalogue.find(name).orElseThrow(),
                        name.equals(DatasetCatalogue.names().get(0)))));
        ArrayNode samplers = ((ObjectNode) generated.at("/properties/sampler")).putArray("oneOf");
        SamplerCatalogue.types().forEach(type -> samplers.add(samplerSchema(type)));

        FILE.assertEquals(generated);
    }

    @Test
    void keysBoundsAndDefaultsAreThoseOfTheReader() {
        JsonNode properties = schema.path("properties");
        assertThat(properties.fieldNames()).toIterable().containsExactlyElementsOf(StudySpecReader.KEYS);
        assertThat(bounds(properties.path("trials"))).containsExactly(1L, (long) Bounds.MAX_TRIALS);
        assertThat(bounds(properties.path("concurrency"))).containsExactly(1L, (long) Bounds.MAX_CONCURRENCY);
        assertThat(bounds(properties.path("retries"))).containsExactly(0L, (long) Bounds.MAX_RETRIES);
        assertThat(texts(properties.at("/objective/properties/direction/enum"))).isEqualTo(Bounds.DIRECTIONS);
        assertThat(properties.at("/objectives/maxItems").asInt()).isEqualTo(Bounds.MAX_OBJECTIVES);
        assertThat(properties.at("/objectives/items/properties")).isEqualTo(properties.at("/objective/properties"));
        assertThat(texts(properties.at("/retry_on/items/enum"))).isEqualTo(StudySpecReader.RETRY_KINDS);
        assertThat(properties.at("/warm_start/maxItems").asInt()).isEqualTo(Bounds.MAX_WARM_START);
        assertThat(properties.at("/dataset/oneOf")).hasSameSizeAs(DatasetCatalogue.names());
        assertThat(properties.at("/objective/properties/metric/pattern").asText())
                .isEqualTo("^" + Bounds.METRIC.pattern() + "$");
        assertThat(texts(properties.at("/workload/enum"))).isEqualTo(Bounds.WORKLOADS);
        assertThat(bounds(properties.at("/exec/properties/time_limit_seconds")))
                .containsExactly(1L, (long) Bounds.MAX_TIME_LIMIT);
        assertThat(properties.at("/exec/properties/time_limit_seconds/default").asInt())
                .isEqualTo(Bounds.DEFAULT_TIME_LIMIT);
        assertThat(properties.at("/exec/properties/command/maxItems").asInt()).isEqualTo(Bounds.MAX_WORDS);
        assertThat(properties.at("/exec/properties/command/items/maxLength").asInt())
                .isEqualTo(Bounds.WORD_CHARACTERS);
        assertThat(schema.at("/$defs/name/pattern").asText()).isEqualTo("^" + Bounds.PARAMETER.pattern() + "$");
        assertThat(properties.at("/description/maxLength").asInt()).isEqualTo(Bounds.DESCRIPTION_CHARACTERS);
    }

    @Test
    void statingEveryDefaultChangesNothing() {
        ObjectNode stated = Json.mapper().createObjectNode().put("name", "s").put("trials", 1);
        schema.path("properties").properties().forEach(property -> {
            JsonNode value = property.getValue().path("default");
            if (!value.isMissingNode()) {
                stated.set(property.getKey(), value);
            }
        });

        assertThat(StudyFile.parse(stated.toString())).isEqualTo(StudyFile.parse("name: s\ntrials: 1"));
    }

    private static ObjectNode samplerSchema(String type) {
        ObjectNode form = Json.mapper().createObjectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = form.putObject("properties");
        properties.putObject("type").put("const", type);
        for (SamplerCatalogue.Option option : SamplerCatalogue.options(type)) {
            ObjectNode value = domainSchema(option.description(), option.domain());
            value.set("default", Json.mapper().valueToTree(option.defaultValue()));
            properties.set(option.name(), value);
        }
        if (!type.equals(SamplerCatalogue.DEFAULT)) {
            form.putArray("required").add("type");
        }
        return form;
    }

    private static ObjectNode valueSchema(Hyperparameter hyperparameter) {
        ObjectNode node = domainSchema(description(hyperparameter), hyperparameter.domain());
        if (hyperparameter.own().isEmpty()) {
            hyperparameter
                    .defaultIn(Preset.DEFAULT)
                    .ifPresent(value -> node.set("default", Json.mapper().valueToTree(value)));
        }
        return node;
    }

    private static ObjectNode domainSchema(String description, Domain domain) {
        ObjectNode node = Json.mapper().createObjectNode().put("description", description);
        if (domain instanceof Domain.Floats floats) {
            node.put("type", "number").put("minimum", floats.low()).put("maximum", floats.high());
        } else if (domain instanceof Domain.Ints ints) {
            node.put("type", "integer").put("minimum", ints.low()).put("maximum", ints.high());
        } else if (domain instanceof Domain.OneOf names) {
            ArrayNode choices = node.putArray("enum");
            names.choices().forEach(choices::add);
        } else if (domain instanceof Domain.Counts counts) {
            node.put("type", "string").put("pattern", "^(" + counts.pattern() + ")$");
        } else {
            node.put("type", "boolean");
        }
        return node;
    }

    private static String description(Hyperparameter hyperparameter) {
        return hyperparameter.methods().size() == Method.values().length
                ? hyperparameter.description()
                : hyperparameter.description() + "; of "
                        + hyperparameter.methods().stream().map(Method::id).collect(Collectors.joining(", "));
    }

    private static ObjectNode rangeSchema(Hyperparameter hyperparameter) {
        ObjectNode node = Json.mapper().createObjectNode().put("description", description(hyperparameter));
        ArrayNode forms = node.putArray("oneOf");
        String value = "#/$defs/values/properties/" + hyperparameter.name();
        for (String type : RangeReader.types(hyperparameter.domain())) {
            ObjectNode form = forms.addObject().put("type", "object").put("additionalProperties", false);
            boolean categorical = type.equals("categorical");
            ObjectNode properties = form.putObject("properties");
            properties.putObject("type").put("const", type);
            if (categorical) {
                ObjectNode choices = properties.putObject("choices").put("type", "array");
                choices.put("minItems", 1).put("maxItems", Bounds.MAX_CHOICES).put("uniqueItems", true);
                choices.putObject("items").put("$ref", value);
            } else {
                properties.putObject("low").put("$ref", value);
                properties.putObject("high").put("$ref", value);
                properties.putObject("log").put("type", "boolean").put("default", false);
                properties.putObject("step").put("$ref", "#/$defs/" + type + "_step");
            }
            properties.putObject("when").put("$ref", "#/$defs/when");
            ArrayNode required = form.putArray("required").add("type");
            (categorical ? List.of("choices") : List.of("low", "high")).forEach(required::add);
        }
        return node;
    }

    private static List<Long> bounds(JsonNode node) {
        return List.of(node.path("minimum").asLong(), node.path("maximum").asLong());
    }

    private static List<String> texts(JsonNode list) {
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                .map(i -> list.path(i).asText())
                .toList();
    }
}
