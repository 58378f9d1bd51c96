package dev.regatta.coordinator.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;

/**
 * The coordinator's SQLite database: one connection that writes, a pool that reads.
 *
 * <p>SQLite lets one transaction write at a time; a lock in front of the only writing connection makes writers wait in
 * turn instead of failing with "database is locked". Readers see the last committed state (write-ahead log) and never
 * wait. A write that returns is on disk (synchronous FULL). Safe for use from many threads; every call blocks, so none
 * belongs on an event loop.
 */
public final class Database implements AutoCloseable {

    private static final int READERS = 4;

    private final ReentrantLock turn = new ReentrantLock(true);
    private final HikariDataSource writer;
    private final HikariDataSource readers;
    private final Jdbi writing;
    private final Jdbi reading;

    private Database(HikariDataSource writer, HikariDataSource readers) {
        this.writer = writer;
        this.readers = readers;
        this.writing = Jdbi.create(writer);
        this.reading = Jdbi.create(readers);
    }

    /**
     * Opens the file, which is made if it is missing, and brings its schema up to date.
     *
     * @throws DatabaseException if the folder cannot be written or the file is no database, naming the path
     */
    public static Database open(Path file) {
        SqliteFile sqlite = new SqliteFile(file);
        sqlite.prepare();
        sqlite.migrate();
        HikariConfig writer = pool("writer", 1, sqlite.forWriting());
        HikariConfig readers = pool("reader", READERS, sqlite.forReading());
        readers.setConnectionInitSql("PRAGMA query_only = true");
        return new Database(new HikariDataSource(writer), new HikariDataSource(readers));
    }

    /**
     * Runs {@code work} in one transaction that may write; it is committed when {@code work} returns and undone when it
     * throws.
     *
     * @throws IllegalStateException if the calling thread is already inside a write
     */
    public <R, X extends Exception> R write(HandleCallback<R, X> work) throws X {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("a write was started inside a write; pass the handle on instead");
        }
        turn.lock();
        try {
            return writing.inTransaction(work);
        } finally {
            turn.unlock();
        }
    }

    /** As {@link #write}, for work without a result. */
    public <X extends Exception> void useWrite(HandleConsumer<X> work) throws X {
        write(handle -> {
            work.useHandle(handle);
            return Boolean.TRUE;
        });
    }

    /** Runs {@code work} against one snapshot of the committed state; it cannot write. */
    public <R, X extends Exception> R read(HandleCallback<R, X> work) throws X {
        return reading.inTransaction(work);
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
    }

    private static HikariConfig pool(String name, int size, DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("regatta-" + name);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        return config;
    }
}
