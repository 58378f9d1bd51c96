package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.store.tracking.Rows.NumberedRun;
import dev.regatta.coordinator.tracking.model.DatasetInput;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Reads what runs logged for many runs at once: five statements for every 500 runs. */
final class RunDetails {

    private static final int RUNS_AT_ONCE = 500;

    private final Map<Long, List<Metric>> latest = new HashMap<>();
    private final Map<Long, Map<String, String>> params = new HashMap<>();
    private final Map<Long, Map<String, String>> tags = new HashMap<>();
    private final Map<Long, List<DatasetInput>> inputs = new HashMap<>();

    private RunDetails() {}

    static List<Run> complete(Handle handle, List<NumberedRun> runs) {
        RunDetails details = new RunDetails();
        for (int from = 0; from < runs.size(); from += RUNS_AT_ONCE) {
            details.read(handle, runs.subList(from, Math.min(from + RUNS_AT_ONCE, runs.size())));
        }
        return runs.stream().map(details::complete).toList();
    }

    private void read(Handle handle, List<NumberedRun> runs) {
        // Numbers of our own, so they may stand in the statement; as arguments they would be too many.
        String numbers =
                runs.stream().map(run -> Long.toString(run.number())).collect(Collectors.joining(",", "(", ")"));
        texts(handle, "run_param", numbers, params);
        texts(handle, "run_tag", numbers, tags);
        inputs.putAll(Inputs.of(handle, numbers));
        handle.createQuery("SELECT k.name AS metric_name, m.* FROM latest_metric m "
                        + "JOIN metric_key k ON k.id = m.metric_key WHERE m.run IN " + numbers
                        + " ORDER BY m.run, k.name")
                .map((row, context) -> latest.computeIfAbsent(row.getLong("run"), run -> new ArrayList<>())
                        .add(Rows.metric(row, context)))
                .forEach(added -> {});
    }

    private static void texts(Handle handle, String table, String numbers, Map<Long, Map<String, String>> byRun) {
        handle.createQuery("SELECT run, name, value FROM " + table + " WHERE run IN " + numbers)
                .map((row, context) -> {
                    Map<String, String> ofRun = byRun.computeIfAbsent(row.getLong(1), run -> new HashMap<>());
                    ofRun.put(row.getString(2), row.getString(3));
                    return ofRun;
                })
                .forEach(ofRun -> {});
    }

    private Run complete(NumberedRun run) {
        return new Run(
                run.info(),
                latest.getOrDefault(run.number(), List.of()),
                params.getOrDefault(run.number(), Map.of()),
                tags.getOrDefault(run.number(), Map.of()),
                inputs.getOrDefault(run.number(), List.of()));
    }
}
