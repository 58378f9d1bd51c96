package dev.regatta.coordinator.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Where the coordinator keeps its rows.
 *
 * @param url {@code jdbc:sqlite:PATH} or {@code jdbc:postgresql://HOST:PORT/NAME?user=NAME}, without a password
 * @param password PostgreSQL's; never printed
 * @param synchronous how much of a write SQLite forces to disk before it is answered
 */
public record DatabaseConfig(String url, Optional<Secret> password, Synchronous synchronous) {

    static final String SQLITE = "jdbc:sqlite:";
    static final String POSTGRESQL = "jdbc:postgresql:";

    /** A text that shows itself to nobody who prints it. */
    public record Secret(String value) {
        @Override
        public String toString() {
            return "(not shown)";
        }
    }

    /** SQLite's setting of that name. */
    public enum Synchronous {
        /** An answered write survives a loss of power. */
        FULL,
        /** An answered write survives a killed process; a loss of power may undo the last ones, never break the file. */
        NORMAL;

        SynchronousMode mode() {
            return this == FULL ? SynchronousMode.FULL : SynchronousMode.NORMAL;
        }
    }

    /** @throws DatabaseException if no database can be at that URL, or if it holds a password */
    public DatabaseConfig {
        if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
            throw new DatabaseException(
                    "database is '" + shown(url) + "', must begin with " + SQLITE + " or " + POSTGRESQL);
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=")) {
            throw new DatabaseException("database is " + shown(url)
                    + " with a password in it, must be without: a file or the environment gives it");
        }
    }

    /** A file, with every write forced to disk. */
    public static DatabaseConfig sqlite(Path file) {
        return new DatabaseConfig(SQLITE + file.toAbsolutePath(), Optional.empty(), Synchronous.FULL);
    }

    /** True for a file, which serves one coordinator. */
    public boolean isSqlite() {
        return url.startsWith(SQLITE);
    }

    /** The URL as it may be printed: what follows a question mark may be anything. */
    String shown() {
        return shown(url);
    }

    private static String shown(String url) {
        return url.replaceAll("\\?.*", "");
    }

    @Override
    public String toString() {
        return shown() + (isSqlite() ? " (synchronous " + synchronous + ")" : "");
    }
}
