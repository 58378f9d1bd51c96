package dev.regatta.protocol.study;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.regatta.protocol.method.Domain;
import java.util.Optional;

/**
 * Which sampler suggests the trials' parameters.
 *
 * @param type the sampler's name, one of {@link SamplerCatalogue#types}
 * @param options what the study file sets; the catalogue has the defaults of the others
 */
public record SamplerSpec(String type, Parameters options) {

    /** Journals of before there were options have none. */
    @JsonCreator
    static SamplerSpec read(@JsonProperty("type") String type, @JsonProperty("options") Optional<Parameters> options) {
        return new SamplerSpec(type, options.orElse(Parameters.NONE));
    }

    /** The sampler with all its defaults. */
    public SamplerSpec(String type) {
        this(type, Parameters.NONE);
    }

    /** @throws IllegalArgumentException if the sampler has no such option */
    public long whole(String option) {
        return ((Number) value(option)).longValue();
    }

    /** @throws IllegalArgumentException if the sampler has no such option */
    public double number(String option) {
        return ((Number) value(option)).doubleValue();
    }

    /** @throws IllegalArgumentException if the sampler has no such option */
    public boolean flag(String option) {
        return (Boolean) value(option);
    }

    private Object value(String name) {
        SamplerCatalogue.Option option = SamplerCatalogue.find(type, name)
                .orElseThrow(() -> new IllegalArgumentException("sampler " + type + " has no option " + name));
        Object value = options.get(name).orElse(option.defaultValue());
        return option.domain() instanceof Domain.Floats ? ((Number) value).doubleValue() : value;
    }

    /** The same sampler with one option set. */
    public SamplerSpec with(String option, Object value) {
        return new SamplerSpec(type, options.with(option, value));
    }
}
