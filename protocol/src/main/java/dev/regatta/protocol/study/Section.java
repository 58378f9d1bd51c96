package dev.regatta.protocol.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regatta.protocol.api.Problem.FieldError;
import dev.regatta.protocol.method.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One mapping of a study file. Reading never stops at an error: it is noted, with its path, and a stand-in returned. A
 * key without a value counts as absent.
 */
final class Section {
    private final String path;
    private final ObjectNode node;
    private final List<FieldError> errors;

    Section(String path, ObjectNode node, List<FieldError> errors) {
        this.path = path;
        this.node = node;
        this.errors = errors;
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** Refuses every other key. */
    void allow(List<String> known) {
        for (String key : keys()) {
            if (!known.contains(key)) {
                error(key, "there is no key " + key + " here, did you mean " + NearestName.of(key, known) + "?");
            }
        }
    }

    void error(String key, String message) {
        errors.add(new FieldError(pathOf(key), message));
    }

    boolean hasErrors() {
        return !errors.isEmpty();
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Optional<JsonNode> value(String key) {
        JsonNode value = node.path(key);
        boolean absent = value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.asText().isEmpty());
        return absent ? Optional.empty() : Optional.of(value);
    }

    Optional<JsonNode> required(String key) {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            error(key, key + " is missing");
        }
        return value;
    }

    Optional<String> text(String key, int maxCharacters) {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = value.get().asText();
        if (!value.get().isTextual() || text.isBlank()) {
            error(key, key + " is " + value.get() + ", must be a text");
        } else if (text.length() > maxCharacters) {
            error(key, key + " has " + text.length() + " characters, must have at most " + maxCharacters);
        }
        return Optional.of(text);
    }

    /** One of the choices, in any case; the first of them if the key is absent. */
    String choice(String key, List<String> choices) {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return choices.get(0);
        }
        String name = value.get().asText().toLowerCase(Locale.ROOT);
        if (!choices.contains(name)) {
            error(key, key + " is " + value.get() + ", must be one of " + String.join(", ", choices));
        }
        return name;
    }

    /** A whole number in [low, high]; empty if absent or wrong. */
    Optional<Long> whole(String key, long low, long high) {
        Optional<Long> number = value(key).flatMap(value -> {
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                error(key, key + " is " + value + ", must be a whole number from " + low + " to " + high);
                return Optional.empty();
            }
            return Optional.of(value.longValue());
        });
        number.filter(n -> n < low).ifPresent(n -> error(key, key + " is " + n + ", must be ≥ " + low));
        number.filter(n -> n > high).ifPresent(n -> error(key, key + " is " + n + ", must be ≤ " + high));
        return number;
    }

    int whole(String key, long low, int high, int otherwise) {
        return whole(key, low, high)
                .filter(n -> low <= n && n <= high)
                .orElse((long) otherwise)
                .intValue();
    }

    /** A finite number in [low, high]; empty if absent or wrong. */
    Optional<Double> number(String key, double low, double high) {
        Optional<Double> number = value(key).flatMap(value -> {
            if (!value.isNumber()) {
                error(key, key + " is " + value + ", must be a number");
                return Optional.empty();
            }
            return Optional.of(value.doubleValue());
        });
        number.filter(n -> !(n >= low)).ifPresent(n -> error(key, key + " is " + n + ", must be ≥ " + low));
        number.filter(n -> n > high).ifPresent(n -> error(key, key + " is " + n + ", must be ≤ " + high));
        return number;
    }

    /** Absent is false. */
    boolean flag(String key) {
        Optional<JsonNode> value = value(key);
        value.filter(v -> !v.isBoolean()).ifPresent(v -> error(key, key + " is " + v + ", must be true or false"));
        return value.map(JsonNode::asBoolean).orElse(false);
    }

    /** The mapping under {@code key}; an empty one if it is absent or none. */
    Section section(String key) {
        JsonNode value = value(key).orElseGet(JsonNodeFactory.instance::objectNode);
        return mapping(key, value);
    }

    /** The mappings of the list under {@code key}. */
    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        elements(key).forEach(element -> sections.add(mapping(key + "[" + sections.size() + "]", element)));
        return sections;
    }

    /** The elements of the list under {@code key}. */
    List<JsonNode> elements(String key) {
        List<JsonNode> elements = new ArrayList<>();
        value(key).ifPresent(list -> {
            if (!list.isArray()) {
                error(key, key + " is " + list + ", must be a list");
            } else {
                list.forEach(elements::add);
            }
        });
        return elements;
    }

    /** The texts of the list under {@code key}, each once, at most {@code limit}; what is wrong is left out. */
    List<String> texts(String key, int limit) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(key)) {
            if (!element.isTextual() || texts.contains(element.asText())) {
                error(key, key + " has " + element + ", must have texts, each once");
            } else {
                texts.add(element.asText());
            }
        }
        if (texts.size() > limit) {
            error(key, key + " has " + texts.size() + " entries, must have at most " + limit);
        }
        return texts;
    }

    /** As {@link #texts}, each one of the choices in any case, and at least {@code least} if the key is there. */
    List<String> names(String key, List<String> choices, int least, int limit) {
        List<String> names = new ArrayList<>();
        for (String text : texts(key, limit)) {
            String name = text.toLowerCase(Locale.ROOT);
            if (choices.contains(name)) {
                names.add(name);
            } else {
                error(key, key + " has " + text + ", must have some of " + String.join(", ", choices));
            }
        }
        value(key)
                .filter(list -> list.isArray() && list.size() < least)
                .ifPresent(list -> error(key, key + " has no entries, must have at least " + least));
        return names;
    }

    private Section mapping(String key, JsonNode value) {
        if (value instanceof ObjectNode mapping) {
            return new Section(pathOf(key), mapping, errors);
        }
        error(key, key + " is " + value + ", must be a mapping");
        return new Section(pathOf(key), JsonNodeFactory.instance.objectNode(), errors);
    }
}
