package dev.regatta.protocol.method;

import dev.regatta.protocol.study.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every hyperparameter there is, and what a trial's parameters come to. */
public final class Hyperparameters {
    private static final Map<String, Hyperparameter> CATALOGUE = new LinkedHashMap<>();

    static {
        Catalogue.hyperparameters().forEach(hyperparameter -> CATALOGUE.put(hyperparameter.name(), hyperparameter));
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

    /** Those that {@code method} uses, in the same order. */
    public static List<Hyperparameter> of(Method method) {
        return CATALOGUE.values().stream()
                .filter(hyperparameter -> hyperparameter.usedBy(method))
                .toList();
    }

    /** Every hyperparameter's value in {@code method}'s {@code preset}; those without a default are absent. */
    public static Parameters defaultsOf(Method method, Preset preset) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Hyperparameter hyperparameter : CATALOGUE.values()) {
            hyperparameter.defaultIn(method, preset).ifPresent(value -> values.put(hyperparameter.name(), value));
        }
        values.put("method", method.id());
        return new Parameters(values);
    }

    /**
     * The parameters completed by the preset of the method they name, or by the defaults of either. Values are not
     * checked: see {@link #validate}.
     */
    public static Parameters complete(Parameters parameters) {
        return parameters.orElse(defaultsOf(methodOf(parameters), presetOf(parameters)));
    }

    /** Epochs that a trial trains; empty for a control and for a program of the user's own, which end as they will. */
    public static Optional<Long> epochs(Parameters parameters) {
        Optional<Method> method = parameters.get("method").flatMap(id -> Method.of(id.toString()));
        boolean trains = method.map(named -> !named.isControl())
                .orElse(parameters.get("method").isEmpty());
        return trains ? complete(parameters).get("epochs").map(Long.class::cast) : Optional.empty();
    }

    /** The completed parameters without those that the trial's method does not use. */
    public static Parameters used(Parameters parameters) {
        Method method = methodOf(parameters);
        Map<String, Object> values = new LinkedHashMap<>(complete(parameters).values());
        values.keySet()
                .removeIf(name ->
                        find(name).filter(known -> !known.usedBy(method)).isPresent());
        return new Parameters(values);
    }

    private static Method methodOf(Parameters parameters) {
        return parameters.get("method").flatMap(id -> Method.of(id.toString())).orElse(Method.DEFAULT);
    }

    private static Preset presetOf(Parameters parameters) {
        return parameters.get("preset").flatMap(id -> Preset.of(id.toString())).orElse(Preset.DEFAULT);
    }

    /** Everything wrong with the parameters, each alone and all together; empty: they can be trained. */
    public static List<Problem> validate(Parameters parameters) {
        List<Problem> problems = new ArrayList<>();
        parameters
                .values()
                .forEach((name, value) -> unknown(name)
                        .or(() -> find(name).flatMap(hyperparameter -> hyperparameter.problem(value)))
                        .ifPresent(message -> problems.add(new Problem(name, message))));
        if (problems.isEmpty() && !methodOf(parameters).isControl()) {
            Parameters completed = complete(parameters);
            warmupWithinEpochs(completed).ifPresent(problems::add);
            stableLabels(completed).ifPresent(problems::add);
        }
        return List.copyOf(problems);
    }

    /** k-means renumbers clusters unless it goes on from its centroids, and a linear layer cannot be renumbered. */
    private static Optional<Problem> stableLabels(Parameters completed) {
        Object init = completed.get("kmeans_init").orElseThrow();
        boolean linear = methodOf(completed) == Method.DEEPCLUSTER_KD
                && completed.get("branch_head").filter("linear"::equals).isPresent();
        return linear && !init.equals("previous")
                ? Optional.of(new Problem(
                        "kmeans_init", "kmeans_init is " + init + ", must be previous where branch_head is linear"))
                : Optional.empty();
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
}
