package dev.regatta.coordinator.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** The database's file: its folder, its schema, and how connections to it are set up. */
final class SqliteFile implements Backend {

    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);

    /** Beside the JVM's heap: the writer's holds the last pages of some thousand curves, a reader's the indexes of one. */
    private static final int WRITER_CACHE_KIB = 32_768;

    private static final int READER_CACHE_KIB = 8_192;

    /**
     * Pages in the log (16 MiB) before they go to their places: the same pages are changed again and again, so that most
     * of them need to go there once instead of four times.
     */
    private static final int CHECKPOINT_PAGES = 4_000;

    /** What SQLite says of a table whose rows lie in the order of its primary key, instead of beside it. */
    private static final String CLUSTERED = "WITHOUT ROWID";

    private final Path path;
    private final DatabaseConfig.Synchronous synchronous;

    SqliteFile(DatabaseConfig config) {
        this.path =
                Path.of(config.url().substring(DatabaseConfig.SQLITE.length())).toAbsolutePath();
        this.synchronous = config.synchronous();
    }

    @Override
    public void prepare(String version) {
        makeFolder();
        Migrations.run(forWriting(), version, "sqlite", CLUSTERED, "TEXT", path.toString());
    }

    private void makeFolder() {
        Path folder = path.getParent();
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".writable", null));
        } catch (IOException e) {
            throw new DatabaseException("the data directory " + folder + " cannot be written: " + reason(e), e);
        }
    }

    @Override
    public void requireExisting() {
        if (!Files.isRegularFile(path)) {
            throw new DatabaseException("the database " + path + " cannot be opened: there is no such file");
        }
    }

    @Override
    public boolean isShared() {
        return false;
    }

    /** By a file beside it, which the system unlocks when the process ends, however it does. */
    @Override
    public AutoCloseable keepOthersOut() {
        makeFolder();
        Path lock = path.resolveSibling(path.getFileName() + ".lock");
        try {
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw new DatabaseException("the database " + path + " cannot be locked: " + reason(e), e);
        }
        throw new DatabaseException("the database " + path
                + " is used by another coordinator; several of them need PostgreSQL (--database)");
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // a coordinator of this process has it
        }
    }

    /** A transaction takes the write lock when it begins: one that starts reading can then never fail to write. */
    @Override
    public DataSource forWriting() {
        SQLiteConfig config = settings();
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setCacheSize(-WRITER_CACHE_KIB);
        config.setPragma(Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
        return source(config);
    }

    @Override
    public DataSource forReading() {
        SQLiteConfig config = settings();
        config.setCacheSize(-READER_CACHE_KIB);
        config.setTempStore(TempStore.MEMORY);
        return source(config);
    }

    @Override
    public String readerInit() {
        return "PRAGMA query_only = true";
    }

    /** Every transaction of SQLite sees one state. */
    @Override
    public String snapshot() {
        return "TRANSACTION_SERIALIZABLE";
    }

    @Override
    public void beginWrite(Handle handle) {
        // The transaction's mode has taken the write lock.
    }

    private SQLiteConfig settings() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(synchronous.mode());
        config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
        config.enforceForeignKeys(true);
        config.enableCaseSensitiveLike(true); // as in standard SQL
        return config;
    }

    private DataSource source(SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(DatabaseConfig.SQLITE + path);
        return source;
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + " " + DatabaseException.firstLine(e);
    }
}
