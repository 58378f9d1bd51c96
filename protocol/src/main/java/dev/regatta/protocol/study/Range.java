package dev.regatta.protocol.study;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** The values one parameter of the search space may take. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Range.FloatRange.class, name = "float"),
    @JsonSubTypes.Type(value = Range.IntRange.class, name = "int"),
    @JsonSubTypes.Type(value = Range.Categorical.class, name = "categorical")
})
public sealed interface Range permits Range.FloatRange, Range.IntRange, Range.Categorical {

    /**
     * A number in [low, high].
     *
     * @param log sampled evenly by its logarithm; low must be above 0
     */
    record FloatRange(double low, double high, boolean log) implements Range {}

    /**
     * A whole number in [low, high].
     *
     * @param log sampled evenly by its logarithm; low must be ≥ 1
     */
    record IntRange(long low, long high, boolean log) implements Range {}

    /** One of the choices, each as likely: numbers, texts or true/false. */
    record Categorical(List<Object> choices) implements Range {
        public Categorical {
            choices = List.copyOf(choices);
        }
    }
}
