package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.tracking.model.TrackingException;
import io.vertx.core.MultiMap;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request, from a JSON body or a query. As in protobuf's JSON, null is absence, whole numbers may be
 * written as texts, and NaN and the infinities are.
 */
record RequestFields(JsonObject fields) {

    static RequestFields of(MultiMap query) {
        JsonObject fields = new JsonObject();
        query.names().forEach(name -> {
            List<String> values = query.getAll(name);
            fields.put(name, values.size() == 1 ? values.get(0) : new JsonArray(values));
        });
        return new RequestFields(fields);
    }

    /** @throws TrackingException if the field is absent or empty */
    String required(String name) {
        return text(name).filter(text -> !text.isEmpty()).orElseThrow(() -> missing(name));
    }

    Optional<String> text(String name) {
        Object value = fields.getValue(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw wrong(name, value, "a text");
    }

    /** A text that may be empty, and is if it is absent. */
    String textOrEmpty(String name) {
        return text(name).orElse("");
    }

    OptionalLong whole(String name) {
        Object value = fields.getValue(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value instanceof Number || value instanceof String) {
            try {
                return OptionalLong.of(whole(value));
            } catch (NumberFormatException | ArithmeticException e) {
                throw wrong(name, value, "a whole number of 64 bits");
            }
        }
        throw wrong(name, value, "a whole number of 64 bits");
    }

    long requiredWhole(String name) {
        return whole(name).orElseThrow(() -> missing(name));
    }

    double requiredNumber(String name) {
        Object value = fields.getValue(name);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw wrong(name, value, "a number, NaN, Infinity or -Infinity");
            }
        }
        throw value == null ? missing(name) : wrong(name, value, "a number, NaN, Infinity or -Infinity");
    }

    /** One text is a list of one: so it stands in a query. */
    List<String> texts(String name) {
        Object value = fields.getValue(name);
        if (value instanceof String text) {
            return List.of(text);
        }
        List<String> texts = new ArrayList<>();
        for (Object element : elements(name, value)) {
            if (!(element instanceof String text)) {
                throw wrong(name, element, "a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    Optional<RequestFields> object(String name) {
        Object value = fields.getValue(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonObject object) {
            return Optional.of(new RequestFields(object));
        }
        throw wrong(name, value, "an object");
    }

    /** False if it is absent. */
    boolean flag(String name) {
        Object value = fields.getValue(name);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean || value.equals("true") || value.equals("false")) {
            return Boolean.parseBoolean(value.toString());
        }
        throw wrong(name, value, "true or false");
    }

    /** Each object of a list as {@code reader} reads it; what is wrong with one is told with the list. */
    <T> List<T> objects(String name, Function<RequestFields, T> reader) {
        List<T> read = new ArrayList<>();
        Object list = fields.getValue(name);
        for (Object element : elements(name, list)) {
            if (!(element instanceof JsonObject object)) {
                throw wrong(name, element, "a list of objects");
            }
            try {
                read.add(reader.apply(new RequestFields(object)));
            } catch (TrackingException e) {
                throw new TrackingException(e.code(), refused(name, list) + ": " + e.getMessage());
            }
        }
        return read;
    }

    /** As {@link #objects}, of a list that may be empty but not absent. */
    <T> List<T> requiredObjects(String name, Function<RequestFields, T> reader) {
        if (fields.getValue(name) == null) {
            throw missing(name);
        }
        return objects(name, reader);
    }

    private static Iterable<?> elements(String name, @Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof JsonArray array) {
            return array;
        }
        throw wrong(name, value, "a list");
    }

    private static long whole(Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        // The limit keeps a number such as 1e999999999 from being written out.
        BigDecimal number = new BigDecimal(value.toString());
        if (number.precision() - (long) number.scale() > 19) {
            throw new ArithmeticException("more than 19 digits");
        }
        return number.longValueExact();
    }

    private static TrackingException missing(String name) {
        return TrackingException.invalid("Missing value for required parameter '" + name + "'.");
    }

    private static TrackingException wrong(String name, @Nullable Object value, String wanted) {
        return TrackingException.invalid(refused(name, value) + ", must be " + wanted);
    }

    /** The words that MLflow's clients look for, the value as JSON. */
    private static String refused(String name, @Nullable Object value) {
        String text = Json.encode(value);
        String shown = text.length() <= 100 ? text : text.substring(0, 100) + "…";
        return "Invalid value " + shown + " for parameter '" + name + "' supplied";
    }
}
