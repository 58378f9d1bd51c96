package dev.regatta.protocol.study;

import dev.regatta.protocol.method.Domain;
import dev.regatta.protocol.method.Hyperparameter;
import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.study.StudyFile.Bounds;
import java.util.Map;
import java.util.Optional;

/**
 * Which parameters a study may name, and what values each may take: those of the catalogue, or, where the study's own
 * program takes them, any.
 */
final class ParameterNames {
    private static final Domain ANY = new Domain.Scalar();
    private static final Domain ANY_NUMBER = new Domain.Floats(-Double.MAX_VALUE, Double.MAX_VALUE);
    private static final Domain ANY_WHOLE = new Domain.Ints(-Bounds.LARGEST_WHOLE, Bounds.LARGEST_WHOLE);

    /** Has a meaning of its own in every study. */
    static final String SEED = "seed";

    private final boolean free;

    ParameterNames(boolean free) {
        this.free = free;
    }

    boolean isFree() {
        return free;
    }

    /** The parameter whose range the section describes; empty if there is none, which is then noted. */
    Optional<Hyperparameter> ofRange(Section ranges, String name) {
        if (!free || name.equals(SEED)) {
            return inCatalogue(ranges, name);
        }
        String type =
                ranges.value(name).map(range -> range.path("type").asText()).orElse("");
        return named(ranges, name, type.equals("float") ? ANY_NUMBER : type.equals("int") ? ANY_WHOLE : ANY);
    }

    /** The parameter that the section gives a value; {@code ranges} say what values it has elsewhere in the study. */
    Optional<Hyperparameter> ofValue(Section section, String name, Map<String, Range> ranges) {
        if (!free || name.equals(SEED)) {
            return inCatalogue(section, name);
        }
        Range range = ranges.get(name);
        Domain domain =
                range instanceof Range.FloatRange ? ANY_NUMBER : range instanceof Range.IntRange ? ANY_WHOLE : ANY;
        return named(section, name, domain);
    }

    private static Optional<Hyperparameter> inCatalogue(Section section, String name) {
        Hyperparameters.unknown(name).ifPresent(message -> section.error(name, message));
        return Hyperparameters.find(name);
    }

    private static Optional<Hyperparameter> named(Section section, String name, Domain domain) {
        if (!Bounds.PARAMETER.matcher(name).matches()) {
            section.error(
                    name,
                    "the parameter's name is \"" + name
                            + "\", must be at most 100 letters, digits, underscores, points and dashes, a letter first");
            return Optional.empty();
        }
        return Optional.of(new Hyperparameter(name, "", domain, Map.of()));
    }
}
