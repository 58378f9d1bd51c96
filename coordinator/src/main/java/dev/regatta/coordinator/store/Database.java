package dev.regatta.coordinator.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;

/**
 * The coordinator's database, SQLite or PostgreSQL: one connection that writes, a pool that reads.
 *
 * <p>Writes are done one after the other in the order in which they came, several of them in one transaction
 * ({@link GroupCommit}). Readers see the last committed state and never wait for a write. A write that is answered is on
 * disk. Safe for use from many threads; all but {@link #submit} block, so they do not belong on an event loop.
 */
public final class Database implements AutoCloseable {

    private static final int READERS = 4;

    private final GroupCommit writer;
    private final HikariDataSource readers;
    private final Jdbi reading;
    private final AutoCloseable alone;
    private final boolean shared;

    /** @param alone closed with it */
    private Database(Backend backend, AutoCloseable alone) {
        this.alone = alone;
        this.shared = backend.isShared();
        this.writer = new GroupCommit(Jdbi.create(backend.forWriting()), backend::beginWrite);
        this.readers = new HikariDataSource(readers(backend));
        this.reading = Jdbi.create(readers);
    }

    /** Opens a SQLite file, which is made if it is missing; see {@link #open(DatabaseConfig)}. */
    public static Database open(Path file) {
        return open(DatabaseConfig.sqlite(file));
    }

    /**
     * Opens the database and brings its schema up to date.
     *
     * @throws DatabaseException if it cannot be reached, written or read as a database, or if it can serve only one process
     *     and has one, naming the place
     */
    public static Database open(DatabaseConfig config) {
        Backend backend = Backend.of(config);
        AutoCloseable alone = backend.keepOthersOut();
        try {
            backend.prepare(Migrations.LATEST);
            return new Database(backend, alone);
        } catch (RuntimeException e) {
            close(alone);
            throw e;
        }
    }

    /**
     * Opens a database that another process may be using, and leaves its schema as it is.
     *
     * @throws DatabaseException if it does not exist or cannot be reached, naming the place
     */
    static Database openAsItIs(DatabaseConfig config) {
        Backend backend = Backend.of(config);
        backend.requireExisting();
        return new Database(backend, () -> {});
    }

    /**
     * Runs {@code work} in a transaction that may write: when this returns it is committed, and when {@code work} throws
     * nothing of it was changed. {@code work} may be run more than once, and must do nothing but talk to its handle.
     *
     * @throws IllegalStateException if the calling thread is already inside a write
     */
    public <R, X extends Exception> R write(HandleCallback<R, X> work) throws X {
        if (writer.isWriter(Thread.currentThread())) {
            throw new IllegalStateException("a write was started inside a write; pass the handle on instead");
        }
        try {
            return writer.submit(work).join();
        } catch (CompletionException e) {
            throw Database.<RuntimeException>same(Objects.requireNonNull(e.getCause()));
        }
    }

    /**
     * As {@link #write}, without waiting: completes after the commit, on the writing thread.
     *
     * @throws OverloadedException if too many writes wait already
     */
    public <R> CompletableFuture<R> submit(HandleCallback<R, ?> work) {
        return writer.offer(work);
    }

    /** As {@link #submit}, for the one caller who is never refused: the coordinator, with one write at a time. */
    <R> CompletableFuture<R> enqueue(HandleCallback<R, ?> work) {
        return writer.submit(work);
    }

    /** True if other processes may write too. */
    public boolean isShared() {
        return shared;
    }

    /** Lets {@code writes} take part in every transaction that writes. */
    public void defer(DeferredWrites writes) {
        writer.defer(writes);
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
        writer.close();
        readers.close();
        close(alone);
    }

    private static void close(AutoCloseable lock) {
        try {
            lock.close();
        } catch (Exception e) {
            throw new DatabaseException("the database could not be given free: " + DatabaseException.firstLine(e), e);
        }
    }

    /** What the work threw, whatever it is: it can only be what the caller's own signature allows. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X same(Throwable thrown) throws X {
        throw (X) thrown;
    }

    private static HikariConfig readers(Backend backend) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("regatta-readers");
        config.setDataSource(backend.forReading());
        config.setMaximumPoolSize(READERS);
        config.setConnectionInitSql(backend.readerInit());
        config.setTransactionIsolation(backend.snapshot());
        return config;
    }
}
