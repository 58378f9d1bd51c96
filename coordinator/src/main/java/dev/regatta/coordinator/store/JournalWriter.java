package dev.regatta.coordinator.store;

import dev.regatta.coordinator.runtime.Commit;
import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.runtime.Outgoing;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Versioned;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.Event;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Writes one commit in the writing transaction, by plain JDBC. Each event is turned into text once, before the
 * transaction; the outbox holds no second copy of it but the range of positions that is to be published.
 */
final class JournalWriter {

    private static final String MOVE =
            "UPDATE inbox_offset SET next_offset = ? WHERE partition_number = ? AND next_offset = ?";
    private static final String ADD_OFFSET = "INSERT INTO inbox_offset (partition_number, next_offset) VALUES (?, ?)";
    private static final String OFFSET = "SELECT next_offset FROM inbox_offset WHERE partition_number = ?";
    private static final String LAST_OF_STUDY = "SELECT MAX(position) FROM journal WHERE study = ?";
    private static final String LAST_POSITION = "SELECT MAX(position) FROM journal";
    private static final String LAST_ID = "SELECT MAX(id) FROM partition_outbox";
    private static final String ADD_EVENT =
            "INSERT INTO journal (position, study, trial, at, type, version, event)" + " VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String ADD_MESSAGE =
            "INSERT INTO partition_outbox (id, partition_number, topic, key, message) VALUES (?, ?, ?, ?, ?)";

    private final Commit commit;
    private final List<String> texts;

    JournalWriter(Commit commit) {
        this.commit = commit;
        this.texts = commit.events().stream()
                .map(decided -> Json.text(decided.event()))
                .toList();
    }

    /** May be run again, after what it did was undone. */
    List<JournalEntry> write(Handle handle) {
        commit.offsets().forEach(move -> moveOffset(handle, move));
        commit.basis().forEach((study, expected) -> checkBasis(handle, study, expected));
        List<JournalEntry> entries = appendEvents(handle);
        List<Outgoing> messages = new ArrayList<>(commit.messages());
        JournalRange.of(entries).forEach(range -> messages.add(range.message()));
        appendMessages(handle, messages, commit.partition());
        return entries;
    }

    private static void moveOffset(Handle handle, Commit.OffsetMove move) {
        int moved = PreparedStatements.use(handle, MOVE, statement -> {
            statement.setLong(1, move.to());
            statement.setInt(2, move.partition());
            statement.setLong(3, move.from());
            return statement.executeUpdate();
        });
        if (moved == 1) {
            return;
        }
        OptionalLong stored = number(handle, OFFSET, statement -> statement.setInt(1, move.partition()));
        if (stored.isPresent()) {
            throw new EventLog.FencedException("offset of inbox partition " + move.partition() + " is "
                    + stored.getAsLong() + ", expected " + move.from());
        }
        int unused = PreparedStatements.use(handle, ADD_OFFSET, statement -> {
            statement.setInt(1, move.partition());
            statement.setLong(2, move.to());
            return statement.executeUpdate();
        });
    }

    private static void checkBasis(Handle handle, StudyId study, long expected) {
        long last = number(handle, LAST_OF_STUDY, statement -> statement.setString(1, study.value()))
                .orElse(0);
        if (last != expected) {
            throw new EventLog.FencedException(
                    "journal of study " + study + " is at " + last + ", expected " + expected);
        }
    }

    private List<JournalEntry> appendEvents(Handle handle) {
        List<JournalEntry> entries = new ArrayList<>();
        if (commit.events().isEmpty()) {
            return entries;
        }
        long last = number(handle, LAST_POSITION, statement -> {}).orElse(0);
        for (Commit.Decided decided : commit.events()) {
            entries.add(new JournalEntry(last + 1 + entries.size(), decided.at(), decided.event()));
        }
        return PreparedStatements.use(handle, ADD_EVENT, statement -> {
            for (int i = 0; i < entries.size(); i++) {
                bind(statement, entries.get(i), texts.get(i));
                statement.addBatch();
            }
            statement.executeBatch();
            return entries;
        });
    }

    private static void bind(PreparedStatement statement, JournalEntry entry, String text) throws SQLException {
        Event event = entry.event();
        statement.setLong(1, entry.position());
        statement.setString(2, event.study().value());
        if (event instanceof EpochReported reported) {
            statement.setInt(3, reported.attempt().trial().number());
        } else {
            statement.setNull(3, Types.INTEGER);
        }
        statement.setString(4, entry.at().toString());
        statement.setString(5, event.getClass().getSimpleName());
        statement.setInt(6, Versioned.of(event));
        statement.setString(7, text);
    }

    private static void appendMessages(Handle handle, List<Outgoing> messages, int partition) {
        if (messages.isEmpty()) {
            return;
        }
        long last = number(handle, LAST_ID, statement -> {}).orElse(0);
        int[] unused = PreparedStatements.use(handle, ADD_MESSAGE, statement -> {
            long id = last;
            for (Outgoing message : messages) {
                id++;
                statement.setLong(1, id);
                statement.setInt(2, partition);
                statement.setString(3, message.topic());
                statement.setString(4, message.key());
                statement.setString(5, message.message());
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    /** Sets a statement's arguments. */
    @FunctionalInterface
    private interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** The first row's number; empty if there is no row or it holds null. */
    private static OptionalLong number(Handle handle, String sql, Binder binder) {
        return PreparedStatements.use(handle, sql, statement -> {
            binder.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return OptionalLong.empty();
                }
                long number = rows.getLong(1);
                return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
            }
        });
    }
}
