package dev.regatta.protocol.method;

import static dev.regatta.protocol.method.Preset.PAPER;
import static dev.regatta.protocol.method.Preset.SMALL;

import dev.regatta.protocol.study.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every hyperparameter there is. Where the paper (<i>Domain-Agnostic Clustering with Self-Distillation</i>) is silent,
 * the default is a decision and the alternatives are values of a hyperparameter.
 */
public final class Hyperparameters {
    private static final Map<String, Hyperparameter> CATALOGUE = new LinkedHashMap<>();

    static {
        choice("method", "what is trained", Method.ids(), Method.DEEPCLUSTER_V2.id());
        define(
                "preset",
                "the defaults of all others",
                new Domain.OneOf(Preset.ids()),
                Map.of(PAPER, PAPER.id(), SMALL, SMALL.id()));
        ints("epochs", "passes over the training split", 1, 100_000, 150, 8);
        ints("batch_size", "samples a step; the last, smaller batch is dropped", 2, 65_536, 256, 128);

        choice(
                "normalization",
                "samples are shifted and scaled by the training split's statistics, ImageNet's, or not at all",
                List.of("training", "imagenet", "none"),
                "training");

        floats("learning_rate", "peak of the schedule", 1e-8, 1, 0.06, 0.01);
        floats("start_learning_rate", "where the linear warm-up begins", 0, 1, 1e-6, 1e-6);
        floats("final_learning_rate", "where the cosine ends", 0, 1, 3e-4, 5e-5);
        ints("warmup_epochs", "epochs of linear warm-up, at most epochs", 0, 100_000, 5, 1);
        floats("momentum", "momentum of SGD", 0, 0.9999, 0.9, 0.9);
        floats("weight_decay", "L2 penalty of SGD on every trained tensor", 0, 1, 1e-6, 1e-6);

        ints("width", "channels of the encoder's first stage; the last has eight times as many", 1, 512, 64, 16);
        ints("projector_hidden", "hidden units of the projector", 1, 16_384, 1024, 256);
        ints("embedding_dim", "length of the embedding that is clustered", 2, 4096, 128, 128);

        floats("temperature", "logits are divided by it", 1e-3, 100, 0.5, 0.1);
        ints("clusters", "number of prototypes, at most the training split's size", 2, 100_000, 60, 60);
        ints("kmeans_iterations", "rounds of spherical k-means at each epoch's start", 1, 1000, 10, 10);
        choice(
                "kmeans_init",
                "random samples, or the previous epoch's centroids",
                List.of("random", "previous"),
                "random");
        ints("prototype_freeze_steps", "steps before prototypes train within an epoch", 0, 1_000_000_000, 5000, 5000);

        floats(
                "kd_alpha",
                "weight of the teacher's soft labels against the cluster labels in a branch",
                0,
                1,
                0.9,
                0.9);
        floats("kd_lambda", "weight of the squared distance of branch and deepest features", 0, 1, 1e-5, 1e-5);
        floats(
                "kd_temperature",
                "further temperature of the soft labels; their loss is scaled by its square",
                0.01,
                100,
                1,
                1);
        choice("kd_reduction", "soft labels' loss: mean or sum over the batch", List.of("mean", "sum"), "mean");
        choice(
                "hint_reduction",
                "feature distance: sum or mean over batch and dimensions",
                List.of("sum", "mean"),
                "sum");

        floats("validation_fraction", "share of the training labels held out for the objective", 0.01, 0.5, 0.1, 0.1);
        ints("probe_epochs", "epochs of the linear evaluation", 1, 100_000, 200, 100);
        floats("probe_learning_rate", "Adam's rate in the linear evaluation", 1e-8, 1, 1e-3, 1e-3);
        ints("probe_batch_size", "samples a step of the linear evaluation", 1, 65_536, 256, 256);
        flag("probe_standardize", "standardize features by the training split before the linear evaluation", false);

        define(
                "seed",
                "seed of every random choice; left out, the study's seed and the trial's number decide",
                new Domain.Ints(0, Long.MAX_VALUE),
                Map.of());
    }

    private Hyperparameters() {}

    /** Every hyperparameter, in the order people should read them. */
    public static List<Hyperparameter> all() {
        return List.copyOf(CATALOGUE.values());
    }

    public static Optional<Hyperparameter> find(String name) {
        return Optional.ofNullable(CATALOGUE.get(name));
    }

    /** What is wrong with naming a parameter {@code name}: empty if there is one of that name. */
    public static Optional<String> unknown(String name) {
        return CATALOGUE.containsKey(name)
                ? Optional.empty()
                : Optional.of("there is no hyperparameter " + name + ", did you mean "
                        + NearestName.of(name, CATALOGUE.keySet()) + "?");
    }

    /** Every hyperparameter's value in {@code preset}; those without a default are absent. */
    public static Parameters defaultsOf(Preset preset) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Hyperparameter hyperparameter : CATALOGUE.values()) {
            hyperparameter.defaultIn(preset).ifPresent(value -> values.put(hyperparameter.name(), value));
        }
        return new Parameters(values);
    }

    /**
     * The parameters completed by the preset they name, or by {@link Preset#DEFAULT}. Values are not checked: see
     * {@link #validate}.
     */
    public static Parameters complete(Parameters parameters) {
        Preset preset =
                parameters.get("preset").flatMap(id -> Preset.of(id.toString())).orElse(Preset.DEFAULT);
        return parameters.orElse(defaultsOf(preset));
    }

    /** Everything wrong with the parameters, each alone and all together; empty: they can be trained. */
    public static List<Problem> validate(Parameters parameters) {
        List<Problem> problems = new ArrayList<>();
        parameters
                .values()
                .forEach((name, value) -> unknown(name)
                        .or(() -> find(name).flatMap(hyperparameter -> hyperparameter.problem(value)))
                        .ifPresent(message -> problems.add(new Problem(name, message))));
        if (problems.isEmpty()) {
            warmupWithinEpochs(complete(parameters)).ifPresent(problems::add);
        }
        return List.copyOf(problems);
    }

    private static Optional<Problem> warmupWithinEpochs(Parameters completed) {
        long epochs = wholeNumber(completed, "epochs");
        long warmup = wholeNumber(completed, "warmup_epochs");
        return warmup > epochs
                ? Optional.of(new Problem(
                        "warmup_epochs", "warmup_epochs is " + warmup + ", must be ≤ epochs, which is " + epochs))
                : Optional.empty();
    }

    private static long wholeNumber(Parameters completed, String name) {
        return (Long) completed.get(name).orElseThrow();
    }

    private static void floats(String name, String description, double low, double high, double paper, double small) {
        define(name, description, new Domain.Floats(low, high), Map.of(PAPER, paper, SMALL, small));
    }

    private static void ints(String name, String description, long low, long high, long paper, long small) {
        define(name, description, new Domain.Ints(low, high), Map.of(PAPER, paper, SMALL, small));
    }

    private static void flag(String name, String description, boolean value) {
        define(name, description, new Domain.Flag(), Map.of(PAPER, value, SMALL, value));
    }

    private static void choice(String name, String description, List<String> choices, String value) {
        define(name, description, new Domain.OneOf(choices), Map.of(PAPER, value, SMALL, value));
    }

    private static void define(String name, String description, Domain domain, Map<Preset, Object> defaults) {
        CATALOGUE.put(name, new Hyperparameter(name, description, domain, defaults));
    }
}
