package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.tracking.model.Metric;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Writes points of one run: interns their keys, drops those that are there, keeps the latest of each key. */
final class MetricWriter {

    private static final String COLUMNS =
            " (run, metric_key, step, timestamp_ms, is_number, value) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT ";

    private static final String ADD_POINT = "INSERT INTO metric" + COLUMNS + "DO NOTHING";

    private static final String KEEP_LATEST = "INSERT INTO latest_metric" + COLUMNS
            + "(run, metric_key) DO UPDATE SET step = excluded.step, timestamp_ms = excluded.timestamp_ms, "
            + "is_number = excluded.is_number, value = excluded.value "
            + "WHERE (excluded.step, excluded.timestamp_ms, excluded.is_number, excluded.value) > "
            + "(latest_metric.step, latest_metric.timestamp_ms, latest_metric.is_number, latest_metric.value)";

    private final Handle handle;
    private final long run;
    private final Map<String, Long> keys = new HashMap<>();

    MetricWriter(Handle handle, long run) {
        this.handle = handle;
        this.run = run;
    }

    void add(List<Metric> metrics) {
        Map<String, Metric> latest = new HashMap<>();
        for (Metric metric : metrics) {
            keys.computeIfAbsent(metric.key(), this::intern);
            latest.merge(metric.key(), metric, BinaryOperator.maxBy(Metric.ALONG_CURVE));
        }
        write(ADD_POINT, metrics);
        write(KEEP_LATEST, latest.values());
    }

    private long intern(String key) {
        return find(key).orElseGet(() -> {
            handle.execute(
                    "INSERT INTO metric_key (id, name) VALUES ((SELECT coalesce(max(id), 0) + 1 FROM metric_key), ?)",
                    key);
            return find(key).orElseThrow();
        });
    }

    private Optional<Long> find(String key) {
        return handle.select("SELECT id FROM metric_key WHERE name = ?", key)
                .mapTo(Long.class)
                .findFirst();
    }

    /** Plain JDBC: a batch of a thousand points is the store's hottest path. */
    private void write(String sql, Collection<Metric> metrics) {
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            for (Metric metric : metrics) {
                bind(statement, metric);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    private void bind(PreparedStatement statement, Metric metric) throws SQLException {
        boolean number = !Double.isNaN(metric.value());
        statement.setLong(1, run);
        statement.setLong(2, keys.getOrDefault(metric.key(), 0L));
        statement.setLong(3, metric.step());
        statement.setLong(4, metric.timestampMs());
        statement.setInt(5, number ? 1 : 0);
        statement.setDouble(6, number ? metric.value() : 0);
    }
}
