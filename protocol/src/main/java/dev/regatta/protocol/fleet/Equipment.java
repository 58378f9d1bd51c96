package dev.regatta.protocol.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Map;

/**
 * Which pool a worker belongs to, and what it offers.
 *
 * @param labels free words such as {@code gpu=h100}
 * @param memoryBytes of its machine, or the container it is bounded to
 */
public record Equipment(
        String pool, @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> labels, long memoryBytes) {

    /** Of workers that say nothing of it. */
    public static final Equipment UNKNOWN = new Equipment(PoolName.DEFAULT, Map.of(), 0);

    @JsonCreator
    public Equipment {
        labels = Map.copyOf(labels);
    }
}
