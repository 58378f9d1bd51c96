package dev.regatta.coordinator.store;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The schema's versions: {@code db/migration} is common to all database systems, {@code db/vendor} holds what one of them
 * needs beside. Versions are counted over both together.
 */
final class Migrations {

    /** All migrations there are. */
    static final String LATEST = "latest";

    private Migrations() {}

    /**
     * Brings the schema to a version.
     *
     * @param version a migration's number, or {@link #LATEST}
     * @param clustered what the system says of a table whose rows lie in the order of its primary key
     * @param text its type of texts that are compared by their code points
     */
    static void run(DataSource source, String version, String vendor, String clustered, String text, String shownName) {
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration", "classpath:db/vendor/" + vendor)
                    .target(version)
                    .placeholders(Map.of("clustered", clustered, "text", text))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseException(
                    "the database " + shownName + " cannot be used: " + DatabaseException.firstLine(e), e);
        }
    }
}
