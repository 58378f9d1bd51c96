package dev.regatta.protocol.study;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Map;
import java.util.Optional;

/**
 * Where a study's trials may run, and whose turn it is.
 *
 * @param pool the pool of workers; empty: any whose labels fit
 * @param labels what every worker of the pool must say of itself
 * @param priority of two studies that wait, the one with the higher goes first
 * @param owner the user or team whose share and quota it counts to; empty: nobody's, without quota
 */
public record Placement(
        Optional<String> pool,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> labels,
        int priority,
        Optional<String> owner) {

    /** Any worker, at the usual priority. */
    public static final Placement ANY = new Placement(Optional.empty(), Map.of(), 0, Optional.empty());

    @JsonCreator
    public Placement {
        labels = Map.copyOf(labels);
    }

    /** True if a pool of this name, whose workers all have these labels, may run the trials. */
    public boolean admits(String name, Map<String, String> offered) {
        return pool.map(name::equals).orElse(true) && offered.entrySet().containsAll(labels.entrySet());
    }

    /** What it asks of a pool, for people: {@code pool spot with gpu=h100}. */
    public String asked() {
        StringBuilder text = new StringBuilder(pool.map(name -> "pool " + name).orElse("any pool"));
        new java.util.TreeMap<>(labels)
                .forEach((key, value) ->
                        text.append(" with ").append(key).append('=').append(value));
        return text.toString();
    }
}
