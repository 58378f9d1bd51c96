package dev.regatta.coordinator.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** The database's file: its folder, its schema, and how connections to it are set up. */
final class SqliteFile {

    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);

    /** What SQLite says of a table whose rows lie in the order of its primary key, instead of beside it. */
    private static final String CLUSTERED = "WITHOUT ROWID";

    private final Path path;

    SqliteFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** Makes the folder and makes sure that files can be written in it. */
    void prepare() {
        Path folder = path.getParent();
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".writable", null));
        } catch (IOException e) {
            throw new DatabaseException("the data directory " + folder + " cannot be written: " + reason(e), e);
        }
    }

    /** Brings the schema up to date from {@code db/migration} on the class path. */
    void migrate() {
        try {
            Flyway.configure()
                    .dataSource(forWriting())
                    .locations("classpath:db/migration")
                    .placeholders(Map.of("clustered", CLUSTERED))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseException("the database " + path + " cannot be used: " + firstLine(e), e);
        }
    }

    /** A transaction takes the write lock when it begins: one that starts reading can then never fail to write. */
    DataSource forWriting() {
        SQLiteConfig config = settings();
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        return source(config);
    }

    DataSource forReading() {
        return source(settings());
    }

    private static SQLiteConfig settings() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
        config.enforceForeignKeys(true);
        config.enableCaseSensitiveLike(true); // as in standard SQL
        return config;
    }

    private DataSource source(SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path);
        return source;
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + " " + firstLine(e);
    }

    private static String firstLine(Exception e) {
        String message = e.getMessage();
        return message == null ? "no reason given" : message.lines().findFirst().orElse("no reason given");
    }
}
