package dev.regatta.protocol.study;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.method.Domain;
import dev.regatta.protocol.method.Hyperparameter;
import dev.regatta.protocol.study.StudyFile.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the range of one parameter and holds it within the parameter's own bounds. */
final class RangeReader {
    static final List<String> NUMBER_KEYS = List.of("type", "low", "high", "log", "step", ConditionReader.KEY);
    static final List<String> CHOICE_KEYS = List.of("type", "choices", ConditionReader.KEY);

    private RangeReader() {}

    /** Empty if it is wrong, and then the section's errors say why. */
    static Optional<Range> read(Section section, Hyperparameter hyperparameter) {
        List<String> types = types(hyperparameter.domain());
        Optional<String> type =
                section.required("type").map(node -> node.isTextual() ? node.textValue() : node.toString());
        if (type.isEmpty()) {
            return Optional.empty();
        }
        if (!types.contains(type.get())) {
            section.error(
                    "type",
                    "type is \"" + type.get() + "\", must be " + String.join(" or ", types) + " for "
                            + hyperparameter.name());
            return Optional.empty();
        }
        Optional<Range> range = type.get().equals("categorical")
                ? categorical(section, hyperparameter)
                : number(section, hyperparameter);
        Optional<Condition> when = ConditionReader.read(section);
        return range.map(values -> values.on(when));
    }

    /** The types of range that a domain allows. */
    static List<String> types(Domain domain) {
        if (domain instanceof Domain.Scalar) {
            return List.of("float", "int", "categorical");
        }
        return domain instanceof Domain.Floats || domain instanceof Domain.Ints
                ? List.of(domain.kind(), "categorical")
                : List.of("categorical");
    }

    private static Optional<Range> categorical(Section section, Hyperparameter hyperparameter) {
        section.allow(CHOICE_KEYS);
        Optional<JsonNode> list = section.required("choices");
        List<JsonNode> nodes = section.elements("choices");
        if (nodes.isEmpty() && list.filter(JsonNode::isArray).isPresent()) {
            section.error("choices", "choices is empty, must have at least 1 entry");
        }
        if (nodes.size() > Bounds.MAX_CHOICES) {
            section.error(
                    "choices", "choices has " + nodes.size() + " entries, must have at most " + Bounds.MAX_CHOICES);
            return Optional.empty();
        }
        List<Object> choices = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            String key = "choices[" + i + "]";
            SpaceReader.value(section, key, nodes.get(i), hyperparameter).ifPresent(value -> {
                if (choices.contains(value)) {
                    section.error(key, key + " is " + value + ", which is there already");
                }
                choices.add(value);
            });
        }
        return choices.isEmpty() ? Optional.empty() : Optional.of(new Range.Categorical(choices));
    }

    private static Optional<Range> number(Section section, Hyperparameter hyperparameter) {
        section.allow(NUMBER_KEYS);
        boolean log = section.flag("log");
        Optional<Object> low = bound(section, "low", hyperparameter);
        Optional<Object> high = bound(section, "high", hyperparameter);
        if (low.isEmpty() || high.isEmpty()) {
            return Optional.empty();
        }
        double lowest = ((Number) low.get()).doubleValue();
        double width = ((Number) high.get()).doubleValue() - lowest;
        if (width < 0) {
            section.error("low", "low is " + low.get() + ", must be ≤ high, which is " + high.get());
        } else if (width > Double.MAX_VALUE) {
            section.error("high", "high is " + high.get() + ", must be ≤ low + " + Double.MAX_VALUE);
        }
        if (log && lowest <= 0) {
            section.error("low", "low is " + low.get() + ", must be > 0 where log is true");
        }
        Optional<JsonNode> step = section.value("step");
        if (log && step.isPresent()) {
            section.error("step", "step is " + step.get() + ", must be absent where log is true");
        }
        return Optional.of(
                low.get() instanceof Long whole
                        ? new Range.IntRange(whole, (Long) high.get(), log, wholeStep(section, width), Optional.empty())
                        : new Range.FloatRange(
                                lowest, (Double) high.get(), log, realStep(section, width), Optional.empty()));
    }

    private static Optional<Long> wholeStep(Section section, double width) {
        Optional<Long> step = section.whole("step", 1, Long.MAX_VALUE).filter(size -> size >= 1);
        step.ifPresent(size -> checkStep(section, size, size, width));
        return step;
    }

    private static Optional<Double> realStep(Section section, double width) {
        Optional<Object> step = section.value("step").map(SpaceReader::scalar).map(SpaceReader::asDouble);
        Optional<Double> size = step.filter(Double.class::isInstance)
                .map(Double.class::cast)
                .filter(number -> number > 0 && number < Double.POSITIVE_INFINITY);
        if (step.isPresent() && size.isEmpty()) {
            section.error("step", "step is " + step.get() + ", must be a number > 0");
        }
        size.ifPresent(number -> checkStep(section, number, number, width));
        return size;
    }

    /** A longer step would leave nothing but the lower bound; a range that is one value by its bounds may have any. */
    private static void checkStep(Section section, Object shown, double size, double width) {
        if (width > 0 && size > width) {
            section.error("step", "step is " + shown + ", must be ≤ high − low, which is " + width);
        }
    }

    /** A number that is a value of the parameter; the message names the key, not the parameter. */
    private static Optional<Object> bound(Section section, String key, Hyperparameter hyperparameter) {
        return section.required(key).flatMap(node -> {
            Hyperparameter named = new Hyperparameter(key, "", hyperparameter.domain(), hyperparameter.defaults());
            return SpaceReader.value(section, key, node, named);
        });
    }
}
