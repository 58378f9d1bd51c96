package dev.regatta.coordinator;

import dev.regatta.coordinator.store.DatabaseConfig;
import dev.regatta.coordinator.store.DatabaseConfig.Secret;
import dev.regatta.coordinator.store.DatabaseConfig.Synchronous;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where rows are kept. A password comes from a file or the environment, never from the command. */
final class DatabaseOptions {

    private static final String PASSWORD_VARIABLE = "REGATTA_DATABASE_PASSWORD";

    @Option(
            names = "--database",
            paramLabel = "URL",
            defaultValue = "${env:REGATTA_DATABASE}",
            description = "jdbc:sqlite:PATH or jdbc:postgresql://HOST:PORT/NAME?user=NAME"
                    + " (default: SQLite, regatta.db in the data directory).")
    private @Nullable String url;

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            defaultValue = "${env:REGATTA_DATABASE_PASSWORD_FILE}",
            description = "File with PostgreSQL's password; " + PASSWORD_VARIABLE + " may hold it instead.")
    private @Nullable String passwordFile;

    @Option(
            names = "--sqlite-synchronous",
            paramLabel = "MODE",
            defaultValue = "${env:REGATTA_SQLITE_SYNCHRONOUS:-FULL}",
            description = "FULL: an answered write survives a loss of power (default). NORMAL: faster where forcing to"
                    + " disk is slow; a loss of power may undo the last answered writes, a killed process none.")
    private Synchronous synchronous = Synchronous.FULL;

    /** @throws RuntimeException if the URL or the password's file is wrong, in one line */
    DatabaseConfig config(Path dataDirectory) {
        String file = dataDirectory.toAbsolutePath().resolve("regatta.db").toString();
        return new DatabaseConfig(given(url).orElse("jdbc:sqlite:" + file), password(), synchronous);
    }

    private Optional<Secret> password() {
        return given(passwordFile)
                .map(file -> read(Path.of(file)))
                .or(() -> given(System.getenv(PASSWORD_VARIABLE)))
                .map(Secret::new);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("database-password-file is " + file + ", which cannot be read", e);
        }
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }
}
