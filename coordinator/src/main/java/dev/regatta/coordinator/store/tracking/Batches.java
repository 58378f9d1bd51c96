package dev.regatta.coordinator.store.tracking;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * One statement for many rows by plain JDBC, but for the statement itself, which the handle keeps prepared. For the
 * store's hottest writes, where the search for a way to bind each argument would cost more than the row.
 */
final class Batches {

    /** Sets a statement's arguments to a row's values. */
    @FunctionalInterface
    interface Binder<T> {
        void bind(PreparedStatement statement, T row) throws SQLException;
    }

    private Batches() {}

    static <T> void run(Handle handle, String sql, Collection<T> rows, Binder<T> binder) {
        if (rows.isEmpty()) {
            return;
        }
        Connection connection = handle.getConnection();
        StatementBuilder statements = handle.getStatementBuilder();
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            PreparedStatement statement = statements.create(connection, sql, batch.getContext());
            try {
                execute(statement, rows, binder);
            } finally {
                statements.close(connection, sql, statement);
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    private static <T> void execute(PreparedStatement statement, Collection<T> rows, Binder<T> binder)
            throws SQLException {
        for (T row : rows) {
            binder.bind(statement, row);
            statement.addBatch();
        }
        statement.executeBatch();
    }
}
