package dev.regatta.protocol.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wrong with a JSON text: in the words of its fields, not of the classes that it is read into. */
final class JsonErrors {

    private JsonErrors() {}

    /** To follow on a name of the text: {@code has step "x", must be a whole number}. */
    static String message(JsonProcessingException failure, Class<?> type) {
        if (failure instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()
                && mismatch.getTargetType() != null) {
            String field = path(mismatch.getPath());
            String kind = kind(mismatch.getTargetType());
            return mismatch instanceof InvalidFormatException invalid
                    ? "has " + field + " " + Json.text(invalid.getValue()) + ", must be " + kind
                    : "must have " + kind + " as " + field;
        }
        String reason = failure.getCause() instanceof IllegalArgumentException refused
                ? String.valueOf(refused.getMessage())
                : failure.getOriginalMessage();
        return "is no " + type.getSimpleName() + ": " + reason;
    }

    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    private static String kind(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (type == double.class || type == Double.class) {
            return "a number";
        } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        } else if (type == String.class) {
            return "a text";
        } else if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() ? "a mapping" : "a " + type.getSimpleName();
    }
}
