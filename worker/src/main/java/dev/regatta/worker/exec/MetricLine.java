package dev.regatta.worker.exec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a program says on a line of its output: {@code {"step": 3, "loss": 0.5}}.
 *
 * @param step ≥ 1
 * @param metrics every other number of the line, by name
 */
record MetricLine(int step, Map<String, Double> metrics) {
    private static final int MOST_METRICS = 1000;
    private static final int NAME_CHARACTERS = 200;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** Empty if the line is none: not an object, without a step, or without a metric. */
    static Optional<MetricLine> parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            return node == null || !node.isObject() ? Optional.empty() : of(node);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<MetricLine> of(JsonNode node) {
        JsonNode step = node.path("step");
        Map<String, Double> metrics = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            boolean metric = field.getValue().isNumber() && !field.getKey().equals("step");
            if (metric && field.getKey().length() <= NAME_CHARACTERS) {
                metrics.put(field.getKey(), field.getValue().doubleValue());
            }
        });
        boolean valid = step.isIntegralNumber()
                && step.canConvertToInt()
                && step.intValue() >= 1
                && !metrics.isEmpty()
                && metrics.size() <= MOST_METRICS;
        return valid ? Optional.of(new MetricLine(step.intValue(), metrics)) : Optional.empty();
    }
}
