package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.tracking.model.DatasetInput;
import dev.regatta.coordinator.tracking.model.DatasetSummary;
import dev.regatta.coordinator.tracking.model.Tag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The data sets that runs read. */
final class Inputs {

    private static final int MOST_SUMMARIES = 1000;

    private Inputs() {}

    static void add(Handle handle, long run, long experiment, DatasetInput input) {
        long dataset = find(handle, experiment, input).orElseGet(() -> create(handle, experiment, input));
        handle.execute(
                "INSERT INTO run_input (run, dataset, context) VALUES (?, ?, ?) "
                        + "ON CONFLICT (run, dataset) DO UPDATE SET context = excluded.context",
                run,
                dataset,
                input.context());
        for (Tag tag : input.tags()) {
            handle.execute(
                    "INSERT INTO run_input_tag (run, dataset, name, value) VALUES (?, ?, ?, ?) "
                            + "ON CONFLICT (run, dataset, name) DO UPDATE SET value = excluded.value",
                    run,
                    dataset,
                    tag.key(),
                    tag.value());
        }
    }

    private static Optional<Long> find(Handle handle, long experiment, DatasetInput input) {
        return handle.select(
                        "SELECT id FROM dataset WHERE experiment = ? AND name = ? AND digest = ?",
                        experiment,
                        input.name(),
                        input.digest())
                .mapTo(Long.class)
                .findFirst();
    }

    private static long create(Handle handle, long experiment, DatasetInput input) {
        handle.execute(
                "INSERT INTO dataset (id, experiment, name, digest, source_type, source, schema_text, profile) VALUES "
                        + "((SELECT coalesce(max(id), 0) + 1 FROM dataset), ?, ?, ?, ?, ?, ?, ?)",
                experiment,
                input.name(),
                input.digest(),
                input.sourceType(),
                input.source(),
                input.schema().orElse(null),
                input.profile().orElse(null));
        return find(handle, experiment, input).orElseThrow();
    }

    /** The inputs of runs by the runs' numbers; {@code numbers} is their list in parentheses. */
    static Map<Long, List<DatasetInput>> of(Handle handle, String numbers) {
        Map<Long, List<DatasetInput>> inputs = new HashMap<>();
        Map<String, List<Tag>> tags = new HashMap<>();
        handle.createQuery("SELECT run, dataset, name, value FROM run_input_tag WHERE run IN " + numbers
                        + " ORDER BY run, dataset, name")
                .map((row, context) -> tags.computeIfAbsent(place(row), place -> new ArrayList<>())
                        .add(new Tag(row.getString("name"), row.getString("value"))))
                .forEach(added -> {});
        handle.createQuery("SELECT i.run, i.dataset, d.* FROM run_input i JOIN dataset d ON d.id = i.dataset "
                        + "WHERE i.run IN " + numbers + " ORDER BY i.run, i.dataset")
                .map((row, context) -> inputs.computeIfAbsent(row.getLong("run"), run -> new ArrayList<>())
                        .add(input(row, tags.getOrDefault(place(row), List.of()))))
                .forEach(added -> {});
        return inputs;
    }

    static List<DatasetSummary> summaries(Handle handle, Collection<Long> experimentIds) {
        return new Sql()
                .add("SELECT DISTINCT d.experiment, d.name, d.digest, i.context FROM dataset d "
                        + "JOIN run_input i ON i.dataset = d.id WHERE d.experiment IN")
                .numbers(experimentIds)
                .add("ORDER BY 1, 2, 3, 4 LIMIT ?", MOST_SUMMARIES)
                .query(handle)
                .map((row, context) ->
                        new DatasetSummary(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    private static String place(ResultSet row) throws SQLException {
        return row.getLong("run") + "/" + row.getLong("dataset");
    }

    private static DatasetInput input(ResultSet row, List<Tag> tags) throws SQLException {
        return new DatasetInput(
                row.getString("name"),
                row.getString("digest"),
                row.getString("source_type"),
                row.getString("source"),
                Optional.ofNullable(row.getString("schema_text")),
                Optional.ofNullable(row.getString("profile")),
                tags);
    }
}
