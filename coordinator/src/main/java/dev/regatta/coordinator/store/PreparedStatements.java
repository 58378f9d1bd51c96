package dev.regatta.coordinator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Keeps a connection's statements prepared from one use to the next: SQLite's driver does not, and to prepare one costs as
 * much as to run it. A statement is either in use or kept here, never both. Not thread-safe, as its connection is not.
 */
final class PreparedStatements extends DefaultStatementBuilder {

    private static final int MOST_KEPT = 64;

    private final Map<String, PreparedStatement> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** Uses a statement by plain JDBC, where the search for a way to bind each argument would cost more than the row. */
    @FunctionalInterface
    interface Use<R> {
        R with(PreparedStatement statement) throws SQLException;
    }

    /** Runs {@code use} with the statement of a handle that keeps its statements prepared. */
    static <R> R use(Handle handle, String sql, Use<R> use) {
        Connection connection = handle.getConnection();
        PreparedStatements all = (PreparedStatements) handle.getStatementBuilder();
        try {
            PreparedStatement known = all.kept.remove(sql);
            PreparedStatement statement = known == null ? connection.prepareStatement(sql) : known;
            try {
                return use.with(statement);
            } finally {
                all.close(connection, sql, statement);
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        PreparedStatement known = kept.remove(sql);
        return known == null ? super.create(connection, sql, context) : known;
    }

    @Override
    public void close(Connection connection, String sql, Statement used) throws SQLException {
        if (!(used instanceof PreparedStatement prepared) || used.isClosed() || kept.containsKey(sql)) {
            used.close();
            return;
        }
        prepared.clearBatch();
        prepared.clearParameters();
        kept.put(sql, prepared);
        if (kept.size() > MOST_KEPT) {
            Iterator<PreparedStatement> oldestFirst = kept.values().iterator();
            oldestFirst.next().close();
            oldestFirst.remove();
        }
    }
}
