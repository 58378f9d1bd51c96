package dev.regatta.coordinator.report;

import dev.regatta.protocol.api.StudyView;
import dev.regatta.protocol.api.TrialView;
import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.method.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which trials are repetitions of each other: those that agree in all of some parameters.
 *
 * @param parameters names, the method first if it is among them
 */
public record Grouping(List<String> parameters) {
    private static final String METHOD = "method";
    private static final String SEED = "seed";

    public Grouping {
        parameters = List.copyOf(parameters);
    }

    /** By method and by whatever else was set differently by hand; not by the seed, nor by what was sampled. */
    public static Grouping of(StudyView study, List<TrialView> trials) {
        Set<String> varied = new LinkedHashSet<>(List.of(METHOD));
        for (TrialView trial : trials) {
            for (String name : trial.parameters().values().keySet()) {
                boolean byHand =
                        !name.equals(SEED) && !study.spec().parameters().containsKey(name);
                if (byHand
                        && trials.stream().anyMatch(other -> !value(other, name).equals(value(trial, name)))) {
                    varied.add(name);
                }
            }
        }
        return new Grouping(new ArrayList<>(varied));
    }

    /** The trial's values of these parameters, by name; what it leaves open is absent. */
    Map<String, String> key(TrialView trial) {
        Map<String, String> key = new LinkedHashMap<>();
        for (String name : parameters) {
            String value = name.equals(METHOD) ? method(trial) : value(trial, name);
            if (!value.isEmpty()) {
                key.put(name, value);
            }
        }
        return key;
    }

    static String method(TrialView trial) {
        String named = value(trial, METHOD);
        return named.isEmpty() ? Method.DEFAULT.id() : named;
    }

    private static String value(TrialView trial, String name) {
        return trial.parameters().get(name).map(Object::toString).orElse("");
    }

    /** Whether the catalogue knows the name; for a check of what a user wrote. */
    public static boolean isKnown(String parameter, List<TrialView> trials) {
        return Hyperparameters.find(parameter).isPresent()
                || trials.stream()
                        .anyMatch(trial -> trial.parameters().get(parameter).isPresent());
    }
}
