package dev.regatta.protocol.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regatta.protocol.bench.Measurement.Better;
import dev.regatta.protocol.text.TextTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The figures of one benchmark run: a table for people, JSON for programs. Immutable. */
public record BenchReport(List<Measurement> measurements) {

    public BenchReport {
        measurements = List.copyOf(measurements);
    }

    public static BenchReport of(Collection<Measurement> measurements) {
        return new BenchReport(new ArrayList<>(measurements));
    }

    /** A heading and a line for each figure. */
    public List<String> table() {
        TextTable table = new TextTable(List.of("measured", "value", "unit", "better", "target", "peer", "reached"));
        for (Measurement each : measurements) {
            table.add(List.of(
                    each.name(),
                    number(each.value()),
                    each.unit(),
                    word(each.better()),
                    number(each.target()),
                    number(each.peer()),
                    each.reached().map(reached -> reached ? "yes" : "NO").orElse("")));
        }
        return table.lines();
    }

    /** An array of {@code {name, value, unit, better, target, peer}}; what is unknown or no number is null. */
    public JsonNode json() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Measurement each : measurements) {
            ObjectNode node = array.addObject();
            node.put("name", each.name());
            put(node, "value", OptionalDouble.of(each.value()));
            node.put("unit", each.unit());
            node.put("better", word(each.better()));
            put(node, "target", each.target());
            put(node, "peer", each.peer());
        }
        return array;
    }

    /** {@link #json()} as indented text that ends with a line feed. */
    public String jsonText() {
        return json().toPrettyString() + "\n";
    }

    private static void put(ObjectNode node, String key, OptionalDouble value) {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            node.put(key, value.getAsDouble());
        } else {
            node.putNull(key);
        }
    }

    private static String word(Better better) {
        return better.name().toLowerCase(Locale.ROOT);
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "-";
    }

    /** Four significant digits; whole above a thousand. */
    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == 0 || Math.abs(value) >= 1000) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(Math.abs(value))));
        return String.format(Locale.ROOT, "%." + Math.min(decimals, 9) + "f", value);
    }
}
