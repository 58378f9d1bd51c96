package dev.regatta.protocol.study;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.regatta.protocol.api.Problem.FieldError;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** From text to a tree. YAML aliases are refused: a study needs none, and nested ones grow without bound. */
final class StudyDocument {
    static final int MAX_CHARACTERS = 1_000_000;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build());
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private StudyDocument() {}

    /** As {@link #read(String, String, List)}, of a study file. */
    static Optional<ObjectNode> read(String text, List<FieldError> errors) {
        return read(text, "the study file must be a mapping of keys such as name and trials", errors);
    }

    /**
     * The document's mapping; empty if it has none, and then {@code errors} says why.
     *
     * @param otherwise said of a document that is something else
     */
    static Optional<ObjectNode> read(String text, String otherwise, List<FieldError> errors) {
        if (text.length() > MAX_CHARACTERS) {
            errors.add(new FieldError(
                    "", "the study file has " + text.length() + " characters, must have at most " + MAX_CHARACTERS));
            return Optional.empty();
        }
        try {
            JsonNode tree = looksLikeJson(text) ? readJson(text) : readYaml(text);
            if (tree instanceof ObjectNode mapping) {
                return Optional.of(mapping);
            }
            errors.add(new FieldError("", otherwise));
        } catch (JsonProcessingException e) {
            errors.add(new FieldError(place(e.getLocation()), firstLine(e.getOriginalMessage())));
        } catch (IOException e) {
            errors.add(new FieldError("", "the study file cannot be read: " + e.getMessage()));
        }
        return Optional.empty();
    }

    /** JSON is nearly YAML, but not where it is indented by tabs. */
    private static boolean looksLikeJson(String text) {
        return text.stripLeading().startsWith("{") && text.contains("\"");
    }

    private static JsonNode readJson(String text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            return whole(JSON, parser);
        }
    }

    private static JsonNode readYaml(String text) throws IOException {
        try (YAMLParser scan = (YAMLParser) YAML.createParser(text)) {
            while (scan.nextToken() != null) {
                if (scan.isCurrentAlias()) {
                    throw new StudySyntaxException(
                            "the alias *" + scan.getText() + " cannot be used in a study file", scan.currentLocation());
                }
            }
        }
        try (JsonParser parser = new NonFiniteNumbers(YAML.createParser(text))) {
            return whole(YAML, parser);
        }
    }

    private static JsonNode whole(ObjectMapper mapper, JsonParser parser) throws IOException {
        JsonNode tree = mapper.readTree(parser);
        if (parser.nextToken() != null) {
            throw new StudySyntaxException("a study file holds one document", parser.currentLocation());
        }
        return tree == null ? mapper.missingNode() : tree;
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("cannot be read");
    }

    /** YAML's {@code .nan} and {@code .inf}, which its parser stops at: read as numbers, so that their place can be named. */
    private static final class NonFiniteNumbers extends JsonParserDelegate {

        NonFiniteNumbers(JsonParser yaml) {
            super(yaml);
        }

        private Optional<Double> nonFinite() throws IOException {
            return currentToken() == JsonToken.VALUE_NUMBER_FLOAT
                    ? switch (getText().toLowerCase(Locale.ROOT)) {
                        case ".nan" -> Optional.of(Double.NaN);
                        case ".inf", "+.inf" -> Optional.of(Double.POSITIVE_INFINITY);
                        case "-.inf" -> Optional.of(Double.NEGATIVE_INFINITY);
                        default -> Optional.empty();
                    }
                    : Optional.empty();
        }

        @Override
        public boolean isNaN() throws IOException {
            return nonFinite().isPresent() || super.isNaN();
        }

        @Override
        public NumberType getNumberType() throws IOException {
            return nonFinite().isPresent() ? NumberType.DOUBLE : super.getNumberType();
        }

        @Override
        public NumberTypeFP getNumberTypeFP() throws IOException {
            return nonFinite().isPresent() ? NumberTypeFP.DOUBLE64 : super.getNumberTypeFP();
        }

        @Override
        public Number getNumberValue() throws IOException {
            Optional<Double> value = nonFinite();
            return value.isPresent() ? value.get() : super.getNumberValue();
        }

        @Override
        public double getDoubleValue() throws IOException {
            Optional<Double> value = nonFinite();
            return value.isPresent() ? value.get() : super.getDoubleValue();
        }
    }

    /** What this class itself finds wrong with the syntax. */
    private static final class StudySyntaxException extends JsonProcessingException {
        private static final long serialVersionUID = 1L;

        StudySyntaxException(String message, JsonLocation location) {
            super(message, location);
        }
    }
}
