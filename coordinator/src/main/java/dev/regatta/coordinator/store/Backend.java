package dev.regatta.coordinator.store;

import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** What differs between database systems before a statement is run; the statements are the same for all. */
sealed interface Backend permits SqliteFile, PostgresServer {

    /**
     * Makes the database ready: reachable, and its schema at least of that version.
     *
     * @throws DatabaseException in one line that names the place and the reason
     */
    void prepare(String version);

    /** @throws DatabaseException in one line, if there is nothing that could hold tables */
    void requireExisting();

    /** True if several coordinators may write. */
    boolean isShared();

    /**
     * Keeps other coordinators out for as long as what it returns is not closed, where the system can serve only one.
     *
     * @throws DatabaseException in one line, if another has it
     */
    AutoCloseable keepOthersOut();

    DataSource forWriting();

    DataSource forReading();

    /** Runs first on every connection for reading: after it the connection cannot write. */
    String readerInit();

    /** JDBC's name of the level at which all statements of one transaction see the same state. */
    String snapshot();

    /** Runs first in every transaction that writes. */
    void beginWrite(Handle handle);

    static Backend of(DatabaseConfig config) {
        return config.isSqlite() ? new SqliteFile(config) : new PostgresServer(config);
    }
}
