package dev.regatta.worker.train;

import dev.regatta.protocol.study.DatasetSpec;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.worker.attempt.AttemptContext;
import dev.regatta.worker.attempt.AttemptOutcome;
import dev.regatta.worker.attempt.TrialSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The smallest trial that still has all parts: 100 pictures of 8×8, two epochs of six steps. Its width is 16 because
 * oneDNN, on processors with AVX-512, reads memory that it has not written where channels are no multiple of 16.
 */
final class TinyTrial {
    static final int STEPS_AN_EPOCH = 6;

    private static final Parameters BASE = new Parameters(Map.ofEntries(
            Map.entry("epochs", 2),
            Map.entry("batch_size", 16),
            Map.entry("width", 16),
            Map.entry("projector_hidden", 16),
            Map.entry("embedding_dim", 8),
            Map.entry("clusters", 6),
            Map.entry("kmeans_iterations", 3),
            Map.entry("pca_dim", 8),
            Map.entry("negatives", 32),
            Map.entry("consensus_hidden", 16),
            Map.entry("consensus_dim", 8),
            Map.entry("projections", 4),
            Map.entry("projection_dim", 4),
            Map.entry("probe_epochs", 3)));

    private TinyTrial() {}

    static TrialSettings of(Map<String, Object> parameters) {
        return of(parameters, "generated");
    }

    /** @param dataset a generated one */
    static TrialSettings of(Map<String, Object> parameters, String dataset) {
        return new TrialSettings(
                new Parameters(parameters).orElse(BASE),
                new DatasetSpec(
                        dataset,
                        Optional.empty(),
                        Optional.of(100),
                        Optional.of(40),
                        dataset.equals("generated") ? 4 : 1),
                5,
                1);
    }

    /** Reads {@code name=value} pairs between spaces. */
    static Map<String, Object> parse(String options) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String option : options.split(" ")) {
            String[] pair = option.split("=", 2);
            values.put(pair[0], value(pair[1]));
        }
        return values;
    }

    private static Object value(String text) {
        if (text.matches("true|false")) {
            return Boolean.valueOf(text);
        }
        if (text.matches("[0-9]+")) {
            return Long.valueOf(text);
        }
        return text.matches("[0-9.]+") ? (Object) Double.valueOf(text) : text;
    }

    static AttemptOutcome run(TrialSettings settings, Optional<byte[]> state, AttemptContext context) {
        return new TorchTrainer(Optional.empty(), "cpu").run(settings, state, context);
    }
}
