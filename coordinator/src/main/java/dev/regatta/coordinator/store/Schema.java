package dev.regatta.coordinator.store;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Which tables there are, and of which version their schema is. */
final class Schema {

    /** All tables of all versions; each comes after those that it refers to. */
    static final List<String> TABLES = List.of(
            "journal",
            "inbox_offset",
            "outbox",
            "partition_outbox",
            "experiment",
            "experiment_tag",
            "run",
            "run_tag",
            "run_param",
            "metric_key",
            "metric",
            "latest_metric",
            "dataset",
            "run_input",
            "run_input_tag",
            "registered_model",
            "registered_model_tag",
            "registered_model_alias",
            "model_version",
            "model_version_tag");

    private Schema() {}

    /** Those of {@link #TABLES} that the database has. */
    static List<String> tables(Handle handle) throws SQLException {
        Set<String> present = new HashSet<>();
        DatabaseMetaData data = handle.getConnection().getMetaData();
        try (ResultSet rows = data.getTables(null, null, "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                present.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return TABLES.stream().filter(present::contains).toList();
    }

    /** @throws DatabaseException if the database holds none of our tables */
    static String version(Handle handle) {
        try {
            return handle.createQuery("SELECT version FROM flyway_schema_history WHERE version IS NOT NULL "
                            + "ORDER BY installed_rank DESC LIMIT 1")
                    .mapTo(String.class)
                    .one();
        } catch (JdbiException | IllegalStateException e) {
            throw new DatabaseException("the database holds no tables of Regatta", e);
        }
    }
}
