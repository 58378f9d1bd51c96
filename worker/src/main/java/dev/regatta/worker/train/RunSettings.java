package dev.regatta.worker.train;

import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.method.Method;
import dev.regatta.protocol.method.Problem;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.worker.attempt.TrialSettings;
import dev.regatta.worker.data.Normalization;
import dev.regatta.worker.eval.ProbeSettings;
import dev.regatta.worker.loss.Reduction;
import dev.regatta.worker.method.ClusterSettings;
import java.util.List;
import java.util.stream.Collectors;

/** A trial's hyperparameters with their types; the catalogue says what each means. */
record RunSettings(
        Method method,
        int epochs,
        int batchSize,
        double startLearningRate,
        double learningRate,
        double finalLearningRate,
        int warmupEpochs,
        double momentum,
        double weightDecay,
        ClusterSettings clustering,
        ProbeSettings probe,
        double validationFraction,
        Normalization.Kind normalization,
        long seed) {

    /** @throws InvalidSettingsException naming every parameter that is out of bounds */
    static RunSettings of(TrialSettings settings) {
        List<Problem> problems = Hyperparameters.validate(settings.parameters());
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(
                    problems.stream().map(Problem::message).collect(Collectors.joining("; ")));
        }
        Values values = new Values(Hyperparameters.complete(settings.parameters()));
        return new RunSettings(
                Method.of(values.text("method")).orElseThrow(),
                values.whole("epochs"),
                values.whole("batch_size"),
                values.number("start_learning_rate"),
                values.number("learning_rate"),
                values.number("final_learning_rate"),
                values.whole("warmup_epochs"),
                values.number("momentum"),
                values.number("weight_decay"),
                clustering(values),
                probe(values),
                values.number("validation_fraction"),
                Normalization.Kind.of(values.text("normalization")),
                values.parameters.get("seed").map(Long.class::cast).orElse(settings.seed()));
    }

    private static ClusterSettings clustering(Values values) {
        return new ClusterSettings(
                values.whole("width"),
                values.whole("projector_hidden"),
                values.whole("embedding_dim"),
                values.number("temperature"),
                values.whole("clusters"),
                values.whole("kmeans_iterations"),
                values.text("kmeans_init").equals("previous"),
                values.whole("prototype_freeze_steps"),
                new ClusterSettings.Distilling(
                        values.number("kd_alpha"),
                        values.number("kd_lambda"),
                        values.number("kd_temperature"),
                        Reduction.of(values.text("kd_reduction")),
                        Reduction.of(values.text("hint_reduction"))));
    }

    private static ProbeSettings probe(Values values) {
        return new ProbeSettings(
                values.whole("probe_epochs"),
                values.number("probe_learning_rate"),
                values.whole("probe_batch_size"),
                values.flag("probe_standardize"));
    }

    /** Typed access to validated, complete parameters. */
    private record Values(Parameters parameters) {
        double number(String name) {
            return ((Number) value(name)).doubleValue();
        }

        int whole(String name) {
            return Math.toIntExact((Long) value(name));
        }

        boolean flag(String name) {
            return (Boolean) value(name);
        }

        String text(String name) {
            return (String) value(name);
        }

        private Object value(String name) {
            return parameters.get(name).orElseThrow();
        }
    }
}
