package dev.regatta.worker.train;

import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.method.Method;
import dev.regatta.protocol.method.Problem;
import dev.regatta.worker.attempt.TrialSettings;
import dev.regatta.worker.data.Normalization;
import dev.regatta.worker.eval.EvaluationSettings;
import dev.regatta.worker.eval.ProbeSettings;
import dev.regatta.worker.method.Values;
import dev.regatta.worker.model.EncoderSettings;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A trial's hyperparameters with their types; the catalogue says what each means.
 *
 * @param values all of them, from which the method reads its own
 */
record RunSettings(
        Method method,
        int epochs,
        int batchSize,
        boolean dropLast,
        double startLearningRate,
        double learningRate,
        double finalLearningRate,
        int warmupEpochs,
        double momentum,
        double weightDecay,
        boolean larc,
        Schedule.Shape schedule,
        EncoderSettings encoder,
        Values values,
        EvaluationSettings evaluation,
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
        long seed = values.parameters().get("seed").map(Long.class::cast).orElse(settings.seed());
        return new RunSettings(
                Method.of(values.text("method")).orElseThrow(),
                values.whole("epochs"),
                values.whole("batch_size"),
                values.flag("drop_last"),
                values.number("start_learning_rate"),
                values.number("learning_rate"),
                values.number("final_learning_rate"),
                values.whole("warmup_epochs"),
                values.number("momentum"),
                values.number("weight_decay"),
                values.text("optimizer").equals("larc"),
                schedule(values),
                encoder(values),
                values,
                evaluation(values, seed),
                values.number("validation_fraction"),
                Normalization.Kind.of(values.text("normalization")),
                seed);
    }

    private static EvaluationSettings evaluation(Values values, long seed) {
        return new EvaluationSettings(
                new ProbeSettings(
                        values.whole("probe_epochs"),
                        values.number("probe_learning_rate"),
                        values.whole("probe_batch_size"),
                        values.flag("probe_standardize")),
                values.text("cluster_eval").equals("final"),
                values.whole("knn_neighbours"),
                values.whole("cluster_eval_runs"),
                seed);
    }

    private static Schedule.Shape schedule(Values values) {
        return switch (values.text("schedule")) {
            case "step" ->
                new Schedule.Steps(
                        values.number("first_milestone"),
                        values.number("milestone_interval"),
                        values.number("step_factor"));
            case "constant" -> new Schedule.Constant();
            default -> new Schedule.Cosine();
        };
    }

    private static EncoderSettings encoder(Values values) {
        return new EncoderSettings(
                EncoderSettings.Kind.of(values.text("encoder")),
                EncoderSettings.Stem.valueOf(values.text("stem").toUpperCase(Locale.ROOT)),
                values.whole("width"),
                values.text("branch").equals("depthwise"));
    }
}
