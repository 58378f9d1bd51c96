package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.model.Param;
import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A param never changes. */
final class ParamRule {

    private ParamRule() {}

    /** Those of {@code params} that the run lacks, each once; refuses one that would change. */
    static List<Param> additions(TrackingReads rows, String runId, List<Param> params) {
        if (params.isEmpty()) {
            return List.of();
        }
        Set<String> keys = params.stream().map(Param::key).collect(Collectors.toSet());
        Map<String, String> logged = rows.params(runId, keys);
        params.forEach(param -> refuseChange(runId, param, logged));
        return params.stream()
                .filter(param -> !logged.containsKey(param.key()))
                .distinct()
                .toList();
    }

    private static void refuseChange(String runId, Param param, Map<String, String> logged) {
        String before = logged.getOrDefault(param.key(), param.value());
        if (!before.equals(param.value())) {
            throw TrackingException.invalid("Changing param values is not allowed. Param with key='" + param.key()
                    + "' was already logged with value='" + before + "' for run ID='" + runId
                    + "'. Attempted logging new value '" + param.value() + "'.");
        }
    }
}
