package dev.regatta.coordinator.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;

/** Fills an empty database from a backup, of whichever system the backup is. */
public final class Restore {

    private static final int ROWS_AT_ONCE = 1_000;

    private Restore() {}

    /**
     * Restores rows and artifacts: all or nothing of the rows. A backup of an older version is brought up to date.
     *
     * @return how many rows each table has
     * @throws DatabaseException if the folder holds no whole backup, or the database holds rows already
     */
    public static Map<String, Long> read(Path folder, DatabaseConfig config, Path artifacts) throws IOException {
        BackupFolder backup = new BackupFolder(folder);
        BackupFolder.Contents contents = backup.contents();
        Backend backend = Backend.of(config);
        backend.prepare(contents.schema());
        try (Database database = Database.openAsItIs(config)) {
            database.useWrite(handle -> fillOrFail(handle, backup, contents));
        }
        backend.prepare(Migrations.LATEST);
        Folders.copy(backup.artifacts(), artifacts);
        return contents.rows();
    }

    private static void fillOrFail(Handle handle, BackupFolder backup, BackupFolder.Contents contents)
            throws IOException {
        try {
            fill(handle, backup, contents);
        } catch (SQLException e) {
            throw new DatabaseException("the backup cannot be restored: " + DatabaseException.firstLine(e), e);
        }
    }

    private static void fill(Handle handle, BackupFolder backup, BackupFolder.Contents contents)
            throws IOException, SQLException {
        requireEmpty(handle, contents.schema());
        handle.execute("DELETE FROM experiment"); // the default one, which the backup has too
        for (String table : Schema.tables(handle)) {
            if (contents.rows().containsKey(table)) {
                long filled = fill(handle, backup, table);
                if (filled != contents.rows().get(table)) {
                    throw new DatabaseException("the backup's table " + table + " has " + filled + " rows, must have "
                            + contents.rows().get(table));
                }
            }
        }
    }

    private static void requireEmpty(Handle handle, String version) throws SQLException {
        if (!Schema.version(handle).equals(version)) {
            throw new DatabaseException("the database's schema is of version " + Schema.version(handle)
                    + ", must be empty: the backup's is of version " + version);
        }
        for (String table : Schema.tables(handle)) {
            long rows = handle.createQuery("SELECT count(*) FROM " + table)
                    .mapTo(Long.class)
                    .one();
            if (rows > (table.equals("experiment") ? 1 : 0)) {
                throw new DatabaseException(
                        "the database's table " + table + " has " + rows + " rows already, must be empty");
            }
        }
    }

    private static long fill(Handle handle, BackupFolder backup, String table) throws IOException, SQLException {
        try (BufferedReader lines = backup.reader(table)) {
            List<String> columns = StreamSupport.stream(
                            BackupFolder.ROWS.readTree(lines.readLine()).spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
            String sql = "INSERT INTO " + table + columns.stream().collect(Collectors.joining(", ", " (", ") VALUES ("))
                    + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
            try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
                return fill(statement, lines);
            }
        }
    }

    private static long fill(PreparedStatement statement, BufferedReader lines) throws IOException, SQLException {
        long count = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            bind(statement, BackupFolder.ROWS.readTree(line));
            statement.addBatch();
            count++;
            if (count % ROWS_AT_ONCE == 0) {
                statement.executeBatch();
            }
        }
        statement.executeBatch();
        return count;
    }

    private static void bind(PreparedStatement statement, JsonNode row) throws SQLException {
        for (int i = 0; i < row.size(); i++) {
            JsonNode value = row.get(i);
            if (value.isNull()) {
                statement.setNull(i + 1, Types.NULL);
            } else if (value.isIntegralNumber()) {
                statement.setLong(i + 1, value.longValue());
            } else if (value.isNumber()) {
                statement.setDouble(i + 1, value.doubleValue());
            } else {
                statement.setString(i + 1, value.asText());
            }
        }
    }
}
