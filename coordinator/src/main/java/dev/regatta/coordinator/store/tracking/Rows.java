package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.tracking.model.Experiment;
import dev.regatta.coordinator.tracking.model.LifecycleStage;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.RunInfo;
import dev.regatta.coordinator.tracking.model.RunStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads rows as values. */
final class Rows {

    private Rows() {}

    /** A run with the number by which other tables name it. */
    record NumberedRun(long number, RunInfo info) {}

    /** Without its tags. */
    static Experiment experiment(ResultSet row, StatementContext context) throws SQLException {
        return new Experiment(
                row.getLong("id"),
                row.getString("name"),
                row.getString("artifact_location"),
                LifecycleStage.of(row.getString("stage")),
                row.getLong("creation_time_ms"),
                row.getLong("last_update_time_ms"),
                Map.of());
    }

    static RunInfo runInfo(ResultSet row, StatementContext context) throws SQLException {
        return new RunInfo(
                row.getString("run_id"),
                row.getLong("experiment"),
                row.getString("name"),
                row.getString("user_id"),
                RunStatus.valueOf(row.getString("status")),
                row.getLong("start_time_ms"),
                optionalLong(row, "end_time_ms"),
                row.getString("artifact_uri"),
                LifecycleStage.of(row.getString("stage")));
    }

    static NumberedRun numberedRun(ResultSet row, StatementContext context) throws SQLException {
        return new NumberedRun(row.getLong("number"), runInfo(row, context));
    }

    static Metric metric(ResultSet row, StatementContext context) throws SQLException {
        double value = row.getInt("is_number") == 0 ? Double.NaN : row.getDouble("value");
        return new Metric(row.getString("metric_name"), value, row.getLong("timestamp_ms"), row.getLong("step"));
    }

    /** A row of step, time, whether the value is a number, and the value. */
    static Metric point(String key, ResultSet row) throws SQLException {
        double value = row.getInt(3) == 0 ? Double.NaN : row.getDouble(4);
        return new Metric(key, value, row.getLong(2), row.getLong(1));
    }

    private static OptionalLong optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
