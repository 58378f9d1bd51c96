package dev.regatta.coordinator.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.postgresql.ds.PGSimpleDataSource;

/** A database on a PostgreSQL server, and how connections to it are set up. */
final class PostgresServer implements Backend {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Held by the transaction that writes, so that coordinators of one database write in turn. */
    private static final long WRITE_LOCK = 0x7265_6761_7474_6100L;

    private final DatabaseConfig config;

    PostgresServer(DatabaseConfig config) {
        this.config = config;
    }

    @Override
    public void prepare(String version) {
        requireExisting();
        // Rows lie beside their primary key here, in the order in which they came.
        Migrations.run(forWriting(), version, "postgresql", "", "TEXT COLLATE \"C\"", config.shown());
    }

    @Override
    public void requireExisting() {
        try (Connection connection = forWriting().getConnection()) {
            connection.isValid((int) CONNECT_TIMEOUT.toSeconds());
        } catch (SQLException e) {
            throw new DatabaseException(
                    "the database " + config.shown() + " cannot be opened: " + DatabaseException.firstLine(e), e);
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    /** Coordinators share it. */
    @Override
    public AutoCloseable keepOthersOut() {
        return () -> {};
    }

    @Override
    public DataSource forWriting() {
        return source();
    }

    @Override
    public DataSource forReading() {
        return source();
    }

    @Override
    public String readerInit() {
        return "SET default_transaction_read_only = on";
    }

    @Override
    public String snapshot() {
        return "TRANSACTION_REPEATABLE_READ";
    }

    /**
     * Takes the lock, and has the transaction's statements planned for tables that grow. PostgreSQL keeps the plan of a
     * foreign key's check: one made while it took the table for small reads the whole of it until the next analysis.
     */
    @Override
    public void beginWrite(Handle handle) {
        handle.createQuery("SELECT 1 FROM pg_advisory_xact_lock(?), set_config('enable_seqscan', 'off', true)")
                .bind(0, WRITE_LOCK)
                .mapTo(Integer.class)
                .one();
    }

    private PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setUrl(config.url());
        } catch (IllegalArgumentException e) {
            throw new DatabaseException(
                    "database is '" + config.shown() + "', must be jdbc:postgresql://HOST:PORT/NAME?user=NAME", e);
        }
        config.password().ifPresent(password -> source.setPassword(password.value()));
        source.setConnectTimeout((int) CONNECT_TIMEOUT.toSeconds());
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        source.setApplicationName("regatta");
        return source;
    }
}
