package dev.regatta.coordinator.store;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.regatta.protocol.codec.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A backup's files, the same for all database systems: {@code rows/TABLE.jsonl.gz}, a line of column names and a JSON array
 * for each row; {@code artifacts}; and {@code backup.json}, which is written last and says that the backup is whole.
 */
final class BackupFolder {

    private static final int FORMAT = 1;

    /** Reads a row as it was written: metrics may be NaN or infinite, which JSON has no numbers for. */
    static final JsonMapper ROWS = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();

    private final Path folder;

    BackupFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** @throws DatabaseException if something is there already */
    void create() throws IOException {
        if (Files.exists(folder)) {
            throw new DatabaseException("the backup's folder is " + folder + ", must not exist yet");
        }
        Files.createDirectories(folder.resolve("rows"));
    }

    Path artifacts() {
        return folder.resolve("artifacts");
    }

    BufferedWriter writer(String table) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file(table)), 1 << 16), StandardCharsets.UTF_8));
    }

    BufferedReader reader(String table) throws IOException {
        return new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file(table)), 1 << 16), StandardCharsets.UTF_8));
    }

    private Path file(String table) {
        return folder.resolve("rows").resolve(table + ".jsonl.gz");
    }

    void finish(String schema, Map<String, Long> rows) throws IOException {
        Files.writeString(folder.resolve("backup.json"), Json.text(new Contents(FORMAT, schema, rows)));
    }

    /** @throws DatabaseException if there is no whole backup in the folder */
    Contents contents() throws IOException {
        Path file = folder.resolve("backup.json");
        if (!Files.isRegularFile(file)) {
            throw new DatabaseException("the backup is " + folder + ", which is none or is not whole: no backup.json");
        }
        Contents contents = Json.read(Files.readString(file), Contents.class);
        if (contents.format != FORMAT) {
            throw new DatabaseException("the backup's format is " + contents.format + ", must be " + FORMAT);
        }
        return contents;
    }

    /**
     * What a whole backup says of itself.
     *
     * @param schema the version of the tables
     * @param rows how many rows each table has
     */
    record Contents(int format, String schema, Map<String, Long> rows) {

        Contents {
            rows = Map.copyOf(rows);
        }
    }
}
