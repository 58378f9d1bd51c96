package dev.regatta.coordinator.store;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Copies all rows of one committed state into files, while the server goes on writing. */
public final class Backup {

    private static final int ROWS_AT_ONCE = 1_000;

    private Backup() {}

    /**
     * Backs up the rows, and the artifacts that lie in a folder. Rows are read first: every artifact that was whole when they
     * were is then copied, and perhaps a later one.
     *
     * @param artifacts the folder of artifacts; nothing is copied if there is none
     * @return how many rows each table has
     * @throws DatabaseException if {@code folder} exists, or the database cannot be read
     */
    public static Map<String, Long> write(DatabaseConfig config, Path artifacts, Path folder) throws IOException {
        BackupFolder backup = new BackupFolder(folder);
        try (Database database = Database.openAsItIs(config)) {
            backup.create();
            Map<String, Long> rows = new LinkedHashMap<>();
            String schema = database.read(handle -> {
                for (String table : Schema.tables(handle)) {
                    rows.put(table, copy(handle, table, backup));
                }
                return Schema.version(handle);
            });
            Folders.copy(artifacts, backup.artifacts());
            backup.finish(schema, rows);
            return rows;
        } catch (SQLException e) {
            throw new DatabaseException("the backup failed: " + DatabaseException.firstLine(e), e);
        }
    }

    private static long copy(Handle handle, String table, BackupFolder backup) throws SQLException {
        return handle.createQuery("SELECT * FROM " + table)
                .setFetchSize(ROWS_AT_ONCE)
                .scanResultSet((results, context) -> {
                    try (ResultSet rows = results.get();
                            BufferedWriter out = backup.writer(table)) {
                        return copy(rows, out);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static long copy(ResultSet rows, BufferedWriter out) throws SQLException, IOException {
        int width = rows.getMetaData().getColumnCount();
        List<@Nullable Object> line = new ArrayList<>(width);
        for (int i = 1; i <= width; i++) {
            line.add(rows.getMetaData().getColumnName(i));
        }
        write(line, out);
        long count = 0;
        while (rows.next()) {
            line.clear();
            for (int i = 1; i <= width; i++) {
                line.add(rows.getObject(i));
            }
            write(line, out);
            count++;
        }
        return count;
    }

    private static void write(List<@Nullable Object> line, BufferedWriter out) throws IOException {
        out.write(BackupFolder.ROWS.writeValueAsString(line));
        out.write('\n');
    }
}
