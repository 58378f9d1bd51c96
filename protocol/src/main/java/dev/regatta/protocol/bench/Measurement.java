package dev.regatta.protocol.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One figure of a benchmark.
 *
 * @param name what was measured, e.g. {@code search.branin.tpe}
 * @param unit e.g. {@code requests/s}
 * @param target what the figure has to reach; empty: it is printed for comparison alone
 * @param peer the same figure of the tool or the machine's limit it is compared with, where known
 */
public record Measurement(
        String name, double value, String unit, Better better, OptionalDouble target, OptionalDouble peer) {

    /** Which way a figure improves. */
    public enum Better {
        @JsonProperty("higher")
        HIGHER,
        @JsonProperty("lower")
        LOWER
    }

    /** A figure without target or peer. */
    public static Measurement of(String name, double value, String unit, Better better) {
        return new Measurement(name, value, unit, better, OptionalDouble.empty(), OptionalDouble.empty());
    }

    public Measurement withTarget(double bound) {
        return new Measurement(name, value, unit, better, OptionalDouble.of(bound), peer);
    }

    public Measurement withPeer(double figure) {
        return new Measurement(name, value, unit, better, target, OptionalDouble.of(figure));
    }

    /** Whether the target is reached; empty where there is none. A NaN reaches nothing. */
    public Optional<Boolean> reached() {
        if (target.isEmpty()) {
            return Optional.empty();
        }
        double bound = target.getAsDouble();
        return Optional.of(better == Better.HIGHER ? value >= bound : value <= bound);
    }
}
