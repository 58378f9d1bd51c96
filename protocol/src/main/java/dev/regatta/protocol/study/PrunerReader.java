package dev.regatta.protocol.study;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code pruner}: its type, and the settings of that type alone. */
final class PrunerReader {
    static final List<String> TYPES =
            List.of("none", "median", "percentile", "patient", "threshold", "wilcoxon", "asha", "hyperband", "bohb");
    static final List<String> MODES = List.of("stopping", "promotion");
    static final int MAX_COUNT = 1_000_000;
    private static final String CADENCE_WARMUP = "warmup_steps";
    private static final String CADENCE_INTERVAL = "interval_steps";

    private PrunerReader() {}

    /** @param epochs of every trial, where the study fixes them: the default of {@code max_resource} */
    static PrunerSpec read(Section section, Optional<Long> epochs) {
        return switch (section.choice("type", TYPES)) {
            case "median" -> {
                section.allow(List.of("type", "startup_trials", CADENCE_WARMUP, CADENCE_INTERVAL));
                yield new PrunerSpec.Median(count(section, "startup_trials", 5), warmup(section), interval(section));
            }
            case "percentile" -> {
                section.allow(List.of("type", "percentile", "startup_trials", CADENCE_WARMUP, CADENCE_INTERVAL));
                yield new PrunerSpec.Percentile(
                        section.number("percentile", 0, 100).orElse(25.0),
                        count(section, "startup_trials", 5),
                        warmup(section),
                        interval(section));
            }
            case "patient" -> patient(section, epochs);
            case "threshold" -> threshold(section);
            case "wilcoxon" -> {
                section.allow(List.of("type", "threshold", "startup_steps"));
                yield new PrunerSpec.Wilcoxon(
                        section.number("threshold", 0, 1).orElse(0.1), count(section, "startup_steps", 2));
            }
            case "asha" -> asha(section, epochs);
            case "hyperband" -> {
                section.allow(List.of("type", "mode", "min_resource", "max_resource", "reduction_factor"));
                yield new PrunerSpec.Hyperband(mode(section), least(section), most(section, epochs), factor(section));
            }
            case "bohb" -> {
                section.allow(List.of("type", "mode", "min_resource", "max_resource", "reduction_factor"));
                yield new PrunerSpec.Bohb(mode(section), least(section), most(section, epochs), factor(section));
            }
            default -> {
                section.allow(List.of("type"));
                yield new PrunerSpec.None();
            }
        };
    }

    private static PrunerSpec patient(Section section, Optional<Long> epochs) {
        section.allow(List.of("type", "patience", "min_delta", "wrapped"));
        section.required("patience");
        section.required("wrapped");
        PrunerSpec wrapped = read(section.section("wrapped"), epochs);
        boolean unfit = wrapped instanceof PrunerSpec.Patient
                || (wrapped instanceof PrunerSpec.Asha asha && asha.mode() == PrunerSpec.Mode.PROMOTION)
                || (wrapped instanceof PrunerSpec.Hyperband hyperband && hyperband.mode() == PrunerSpec.Mode.PROMOTION)
                || (wrapped instanceof PrunerSpec.Bohb bohb && bohb.mode() == PrunerSpec.Mode.PROMOTION);
        if (unfit) {
            section.error(
                    "wrapped", "wrapped is a pruner that waits or pauses by itself, must be one that only ends trials");
        }
        return new PrunerSpec.Patient(
                count(section, "patience", 0),
                section.number("min_delta", 0, Double.MAX_VALUE).orElse(0.0),
                wrapped);
    }

    private static PrunerSpec threshold(Section section) {
        section.allow(List.of("type", "lower", "upper", CADENCE_WARMUP, CADENCE_INTERVAL));
        Optional<Double> lower = section.number("lower", -Double.MAX_VALUE, Double.MAX_VALUE);
        Optional<Double> upper = section.number("upper", -Double.MAX_VALUE, Double.MAX_VALUE);
        if (lower.isEmpty() && upper.isEmpty()) {
            section.error("lower", "lower is missing; give lower, upper or both");
        }
        if (lower.isPresent() && upper.isPresent() && lower.get() > upper.get()) {
            section.error("lower", "lower is " + lower.get() + ", must be ≤ upper, which is " + upper.get());
        }
        return new PrunerSpec.Threshold(lower, upper, warmup(section), interval(section));
    }

    private static PrunerSpec asha(Section section, Optional<Long> epochs) {
        section.allow(List.of("type", "mode", "min_resource", "max_resource", "reduction_factor", "stopping_rate"));
        long least = least(section);
        Optional<Long> most = section.whole("max_resource", 1, MAX_COUNT).or(() -> epochs);
        ordered(section, least, most);
        return new PrunerSpec.Asha(
                mode(section), least, most, factor(section), section.whole("stopping_rate", 0, 20, 0));
    }

    private static PrunerSpec.Mode mode(Section section) {
        String mode = section.choice("mode", MODES);
        return MODES.contains(mode) ? PrunerSpec.Mode.valueOf(mode.toUpperCase(Locale.ROOT)) : PrunerSpec.Mode.STOPPING;
    }

    private static long least(Section section) {
        return section.whole("min_resource", 1, MAX_COUNT, 1);
    }

    private static long most(Section section, Optional<Long> epochs) {
        Optional<Long> most = section.whole("max_resource", 1, MAX_COUNT).or(() -> epochs);
        if (most.isEmpty()) {
            section.error("max_resource", "max_resource is missing; give it, or the trials' epochs under fixed");
        }
        ordered(section, least(section), most);
        return most.orElse(1L);
    }

    private static void ordered(Section section, long least, Optional<Long> most) {
        most.filter(value -> value < least)
                .ifPresent(value -> section.error(
                        "min_resource", "min_resource is " + least + ", must be ≤ max_resource, which is " + value));
    }

    private static int factor(Section section) {
        return section.whole("reduction_factor", 2, 1000, 3);
    }

    private static int count(Section section, String key, int otherwise) {
        return section.whole(key, 0, MAX_COUNT, otherwise);
    }

    private static long warmup(Section section) {
        return count(section, CADENCE_WARMUP, 0);
    }

    private static long interval(Section section) {
        return section.whole(CADENCE_INTERVAL, 1, MAX_COUNT, 1);
    }
}
