package dev.regatta.coordinator.store;

import dev.regatta.coordinator.artifacts.ArtifactStore;
import dev.regatta.coordinator.tracking.model.ArtifactPath;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Removes for good what was deleted, and gives its space back; both while the server goes on. */
public final class Retention {

    /** Points that are removed in one transaction: the server's writes wait for it. */
    private static final int POINTS_AT_ONCE = 5_000;

    private static final List<String> OF_A_RUN = List.of("run_tag", "run_param", "run_input_tag", "run_input");

    private static final String SCHEME = "mlflow-artifacts:/";

    private Retention() {}

    /** A run that is to go. */
    private record Run(long number, String artifactUri) {}

    /**
     * Removes deleted runs that started before a time, with all they logged and their artifacts. Experiments
     * stay, since their names stay taken.
     *
     * @return how many runs were removed
     * @throws DatabaseException if there is no such database
     */
    public static int removeDeletedRuns(DatabaseConfig config, ArtifactStore artifacts, long startedBeforeMs)
            throws IOException {
        int removed = 0;
        try (Database database = Database.openAsItIs(config)) {
            Optional<Run> next = next(database, startedBeforeMs);
            while (next.isPresent()) {
                remove(database, next.get());
                removeArtifacts(artifacts, next.get().artifactUri);
                removed++;
                next = next(database, startedBeforeMs);
            }
        }
        return removed;
    }

    private static Optional<Run> next(Database database, long startedBeforeMs) {
        return database.read(handle -> handle.select(
                        "SELECT number, artifact_uri FROM run WHERE stage = 'deleted' AND start_time_ms < ? LIMIT 1",
                        startedBeforeMs)
                .map((row, context) -> new Run(row.getLong(1), row.getString(2)))
                .findFirst());
    }

    private static void remove(Database database, Run run) {
        boolean more = true;
        while (more) {
            more = database.write(handle -> isDeleted(handle, run) && removePoints(handle, run.number));
        }
        database.useWrite(handle -> {
            if (isDeleted(handle, run)) {
                handle.execute("DELETE FROM latest_metric WHERE run = ?", run.number);
                OF_A_RUN.forEach(table -> handle.execute("DELETE FROM " + table + " WHERE run = ?", run.number));
                handle.execute("DELETE FROM run WHERE number = ?", run.number);
            }
        });
    }

    private static boolean isDeleted(Handle handle, Run run) {
        return handle.select("SELECT 1 FROM run WHERE number = ? AND stage = 'deleted'", run.number)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    /** @return whether there may be more */
    private static boolean removePoints(Handle handle, long run) {
        Optional<Long> key = handle.select("SELECT metric_key FROM metric WHERE run = ? LIMIT 1", run)
                .mapTo(Long.class)
                .findFirst();
        key.ifPresent(of -> {
            Optional<Long> last = handle.select(
                            "SELECT step FROM metric WHERE run = ? AND metric_key = ? ORDER BY step LIMIT 1 OFFSET ?",
                            run,
                            of,
                            POINTS_AT_ONCE)
                    .mapTo(Long.class)
                    .findFirst();
            handle.execute(
                    "DELETE FROM metric WHERE run = ? AND metric_key = ? AND step <= ?",
                    run,
                    of,
                    last.orElse(Long.MAX_VALUE));
        });
        return key.isPresent();
    }

    /** A run's files lie in RUN/artifacts below its experiment's folder; nothing above that is removed. */
    private static void removeArtifacts(ArtifactStore artifacts, String uri) throws IOException {
        if (!uri.startsWith(SCHEME)) {
            return;
        }
        // A run's artifacts lie in RUN/artifacts below its experiment's folder.
        List<String> names =
                ArtifactPath.decoded(uri.substring(SCHEME.length())).names();
        if (names.size() > 2) {
            artifacts.deleteFolder(new ArtifactPath(names.subList(0, names.size() - 1)));
        }
    }

    /**
     * Gives the space of removed rows back and brings the planner's statistics up to date. SQLite writes its file anew
     * meanwhile, for which the server's writes wait; PostgreSQL's go on.
     */
    public static void vacuum(DatabaseConfig config) {
        Backend backend = Backend.of(config);
        backend.requireExisting();
        try (Connection connection = backend.forWriting().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
            statement.execute("ANALYZE");
        } catch (SQLException e) {
            throw new DatabaseException("vacuum failed: " + DatabaseException.firstLine(e), e);
        }
    }
}
