package dev.regatta.protocol.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.regatta.protocol.command.Command;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.event.Event;
import java.nio.charset.StandardCharsets;

/**
 * The one JSON mapping of the project: snake_case names, ISO-8601 times, absent optionals left out, NaN and infinities
 * as strings, the subtype in {@code type}. Unknown fields are skipped, so that an older reader takes a newer record.
 * Thread-safe.
 */
public final class Json {

    private static final ObjectMapper MAPPER = build();

    private Json() {}

    /** The mapper itself, for trees and views; not to be reconfigured. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static byte[] bytes(Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }

    /** @throws MalformedMessageException if the bytes are no JSON of that type */
    public static <T> T read(byte[] json, Class<T> type) {
        return read(new String(json, StandardCharsets.UTF_8), type);
    }

    /** @throws MalformedMessageException if the text is no JSON of that type */
    public static <T> T read(String json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new MalformedMessageException("is null, must be a " + type.getSimpleName());
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedMessageException(JsonErrors.message(e, type), e);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException("is no " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private static ObjectMapper build() {
        ObjectMapper mapper = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                .build();
        registerPermitted(mapper, Command.class);
        registerPermitted(mapper, Event.class);
        registerPermitted(mapper, ControlMessage.class);
        return mapper;
    }

    private static void registerPermitted(ObjectMapper mapper, Class<?> sealed) {
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                registerPermitted(mapper, permitted);
            } else {
                mapper.registerSubtypes(permitted);
            }
        }
    }
}
