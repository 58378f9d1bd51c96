package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.store.tracking.Rows.NumberedRun;
import dev.regatta.coordinator.tracking.model.RunInfo;
import dev.regatta.coordinator.tracking.model.Tag;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * New runs, and tags of any run, that wait to be written: two statements write them all. Until then the database knows
 * nothing of them, so whoever asks it has them written first. Not thread-safe.
 */
final class RunWriter {

    private static final String ADD_RUN = "INSERT INTO run (number, run_id, experiment, name, user_id, status, "
            + "start_time_ms, end_time_ms, artifact_uri, stage) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String PUT_TAG = "INSERT INTO run_tag (run, name, value) VALUES (?, ?, ?) "
            + "ON CONFLICT (run, name) DO UPDATE SET value = excluded.value";

    private record TagOf(long run, String name) {}

    private final List<NumberedRun> runs = new ArrayList<>();

    /** The last value of each: one statement may not change a row twice. */
    private final Map<TagOf, String> tags = new LinkedHashMap<>();

    void add(NumberedRun run) {
        runs.add(run);
    }

    void put(long run, List<Tag> ofRun) {
        ofRun.forEach(tag -> tags.put(new TagOf(run, tag.key()), tag.value()));
    }

    void write(Handle handle) {
        Batches.run(handle, ADD_RUN, runs, RunWriter::bindRun);
        Batches.run(handle, PUT_TAG, tags.entrySet(), RunWriter::bindTag);
        clear();
    }

    void clear() {
        runs.clear();
        tags.clear();
    }

    private static void bindRun(PreparedStatement statement, NumberedRun numbered) throws SQLException {
        RunInfo run = numbered.info();
        statement.setLong(1, numbered.number());
        statement.setString(2, run.runId());
        statement.setLong(3, run.experimentId());
        statement.setString(4, run.name());
        statement.setString(5, run.userId());
        statement.setString(6, run.status().name());
        statement.setLong(7, run.startTimeMs());
        if (run.endTimeMs().isPresent()) {
            statement.setLong(8, run.endTimeMs().getAsLong());
        } else {
            statement.setNull(8, Types.BIGINT);
        }
        statement.setString(9, run.artifactUri());
        statement.setString(10, run.stage().word());
    }

    private static void bindTag(PreparedStatement statement, Map.Entry<TagOf, String> tag) throws SQLException {
        statement.setLong(1, tag.getKey().run);
        statement.setString(2, tag.getKey().name);
        statement.setString(3, tag.getValue());
    }
}
