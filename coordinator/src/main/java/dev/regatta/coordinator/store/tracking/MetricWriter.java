package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.store.tracking.Rows.NumberedRun;
import dev.regatta.coordinator.tracking.model.Metric;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Points that wait to be written: those that are there already are dropped, and the latest of each curve is kept. Two
 * statements write them all, whatever their runs. Not thread-safe.
 */
final class MetricWriter {

    private static final String COLUMNS = " (run, metric_key, step, timestamp_ms, is_number, value";

    private static final String ADD_NEW = "INSERT INTO metric" + COLUMNS + ", arrival) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String ADD_UNLESS_THERE = ADD_NEW + " ON CONFLICT DO NOTHING";

    /** Where one client repeats its batches, it and others will do so for a while. */
    private static final int CAREFUL_WRITES = 1_000;

    private static final String KEEP_LATEST = "INSERT INTO latest_metric" + COLUMNS
            + ", experiment) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run, metric_key) DO UPDATE SET step = excluded.step, "
            + "timestamp_ms = excluded.timestamp_ms, is_number = excluded.is_number, value = excluded.value "
            + "WHERE (excluded.step, excluded.timestamp_ms, excluded.is_number, excluded.value) > "
            + "(latest_metric.step, latest_metric.timestamp_ms, latest_metric.is_number, latest_metric.value)";

    private record Curve(long run, long experiment, long key) {}

    private record Point(Curve curve, Metric metric) {}

    private final List<Point> points = new ArrayList<>();

    /** How many of the next writes expect points that are there already. */
    private int careful;

    void add(NumberedRun run, long key, Metric metric) {
        points.add(new Point(new Curve(run.number(), run.info().experimentId(), key), metric));
    }

    int size() {
        return points.size();
    }

    void clear() {
        points.clear();
    }

    /**
     * Writes them and waits for the next. To look for each point first would double what PostgreSQL does for it, so all are
     * taken for new: where one is not, this fails, and the transaction, done once more, is written with care.
     */
    void write(Handle handle) {
        if (points.isEmpty()) {
            return;
        }
        Map<Curve, Point> latest = new HashMap<>();
        points.forEach(point -> latest.merge(point.curve, point, MetricWriter::later));
        AtomicLong arrival = new AtomicLong(Arrivals.next(points.size()));
        Batches.Binder<Point> binder = (statement, point) -> {
            bind(statement, point);
            statement.setLong(7, arrival.getAndIncrement());
        };
        add(handle, binder);
        Batches.run(handle, KEEP_LATEST, latest.values(), (statement, point) -> {
            bind(statement, point);
            statement.setLong(7, point.curve.experiment);
        });
        points.clear();
    }

    private void add(Handle handle, Batches.Binder<Point> binder) {
        if (careful > 0) {
            careful--;
            Batches.run(handle, ADD_UNLESS_THERE, points, binder);
            return;
        }
        try {
            Batches.run(handle, ADD_NEW, points, binder);
        } catch (UnableToExecuteStatementException e) {
            careful = CAREFUL_WRITES;
            throw e;
        }
    }

    private static Point later(Point one, Point other) {
        return Metric.ALONG_CURVE.compare(one.metric, other.metric) >= 0 ? one : other;
    }

    private static void bind(PreparedStatement statement, Point point) throws SQLException {
        Metric metric = point.metric;
        boolean number = !Double.isNaN(metric.value());
        statement.setLong(1, point.curve.run);
        statement.setLong(2, point.curve.key);
        statement.setLong(3, metric.step());
        statement.setLong(4, metric.timestampMs());
        statement.setInt(5, number ? 1 : 0);
        statement.setDouble(6, number ? metric.value() : 0);
    }
}
