package dev.regatta.coordinator.store.tracking;

import org.jdbi.v3.core.Handle;

/** Cuts the points after a step off a run's curves; the latest point of each curve is then found anew. */
final class CurveCut {

    private static final String LATEST =
            "INSERT INTO latest_metric (run, metric_key, step, timestamp_ms, is_number, value, experiment) "
                    + "SELECT m.run, m.metric_key, m.step, m.timestamp_ms, m.is_number, m.value, "
                    + "(SELECT r.experiment FROM run r WHERE r.number = m.run) FROM metric m WHERE m.run = ? AND NOT EXISTS (SELECT 1 FROM latest_metric l "
                    + "WHERE l.run = m.run AND l.metric_key = m.metric_key) "
                    + "AND NOT EXISTS (SELECT 1 FROM metric n WHERE n.run = m.run AND n.metric_key = m.metric_key "
                    + "AND (n.step, n.timestamp_ms, n.is_number, n.value) > (m.step, m.timestamp_ms, m.is_number, m.value))";

    private CurveCut() {}

    static void after(Handle handle, long run, long step) {
        handle.execute("DELETE FROM metric WHERE run = ? AND step > ?", run, step);
        if (handle.execute("DELETE FROM latest_metric WHERE run = ? AND step > ?", run, step) > 0) {
            handle.execute(LATEST, run);
        }
    }
}
