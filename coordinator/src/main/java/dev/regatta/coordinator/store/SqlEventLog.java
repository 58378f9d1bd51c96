package dev.regatta.coordinator.store;

import dev.regatta.coordinator.runtime.Commit;
import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.runtime.Outgoing;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Topics;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** The event log in SQL. Positions and outbox ids are handed out inside the one writing transaction. Thread-safe. */
public final class SqlEventLog implements EventLog {

    private final Database database;

    public SqlEventLog(Database database) {
        this.database = database;
    }

    @Override
    public List<JournalEntry> commit(Commit commit) {
        return database.write(handle -> {
            commit.offset().ifPresent(move -> moveOffset(handle, move));
            commit.basis().forEach((study, expected) -> checkBasis(handle, study, expected));
            List<JournalEntry> entries = appendEvents(handle, commit.events());
            List<Outgoing> messages = new ArrayList<>(commit.messages());
            for (JournalEntry entry : entries) {
                messages.add(new Outgoing(Topics.JOURNAL, entry.event().study().value(), Json.text(entry)));
            }
            appendMessages(handle, messages);
            return entries;
        });
    }

    private static void moveOffset(Handle handle, Commit.OffsetMove move) {
        int moved = handle.createUpdate(
                        "UPDATE inbox_offset SET next_offset = :to WHERE partition_number = :partition AND next_offset = :from")
                .bind("to", move.to())
                .bind("partition", move.partition())
                .bind("from", move.from())
                .execute();
        if (moved == 1) {
            return;
        }
        OptionalLong stored = storedOffset(handle, move.partition());
        if (stored.isPresent()) {
            throw new FencedException("offset of inbox partition " + move.partition() + " is " + stored.getAsLong()
                    + ", expected " + move.from());
        }
        handle.execute(
                "INSERT INTO inbox_offset (partition_number, next_offset) VALUES (?, ?)", move.partition(), move.to());
    }

    private static void checkBasis(Handle handle, StudyId study, long expected) {
        long last = handle.createQuery("SELECT COALESCE(MAX(position), 0) FROM journal WHERE study = :study")
                .bind("study", study.value())
                .mapTo(Long.class)
                .one();
        if (last != expected) {
            throw new FencedException("journal of study " + study + " is at " + last + ", expected " + expected);
        }
    }

    private static List<JournalEntry> appendEvents(Handle handle, List<Commit.Decided> events) {
        List<JournalEntry> entries = new ArrayList<>();
        if (events.isEmpty()) {
            return entries;
        }
        long position = maximum(handle, "SELECT COALESCE(MAX(position), 0) FROM journal");
        PreparedBatch batch =
                handle.prepareBatch("INSERT INTO journal (position, study, trial, at, type, version, event)"
                        + " VALUES (:position, :study, :trial, :at, :type, :version, :event)");
        for (Commit.Decided decided : events) {
            Event event = decided.event();
            position++;
            entries.add(new JournalEntry(position, decided.at(), event));
            batch.bind("position", position)
                    .bind("study", event.study().value())
                    .bind(
                            "trial",
                            event instanceof EpochReported reported
                                    ? Integer.valueOf(reported.attempt().trial().number())
                                    : null)
                    .bind("at", decided.at().toString())
                    .bind("type", event.getClass().getSimpleName())
                    .bind("version", Event.VERSION)
                    .bind("event", Json.text(event))
                    .add();
        }
        batch.execute();
        return entries;
    }

    private static void appendMessages(Handle handle, List<Outgoing> messages) {
        if (messages.isEmpty()) {
            return;
        }
        long id = maximum(handle, "SELECT COALESCE(MAX(id), 0) FROM outbox");
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO outbox (id, topic, key, message) VALUES (:id, :topic, :key, :message)");
        for (Outgoing message : messages) {
            id++;
            batch.bind("id", id)
                    .bind("topic", message.topic())
                    .bind("key", message.key())
                    .bind("message", message.message())
                    .add();
        }
        batch.execute();
    }

    private static long maximum(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(Long.class).one();
    }

    @Override
    public OptionalLong offset(int partition) {
        return database.read(handle -> storedOffset(handle, partition));
    }

    private static OptionalLong storedOffset(Handle handle, int partition) {
        return handle.createQuery("SELECT next_offset FROM inbox_offset WHERE partition_number = :partition")
                .bind("partition", partition)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public void replay(Consumer<JournalEntry> consumer) {
        new JournalReplay(database).run(consumer);
    }

    @Override
    public List<JournalEntry> after(long position, Optional<StudyId> study, int limit) {
        String condition = study.isPresent() ? " AND study = :study" : "";
        return database.read(handle -> {
            Query query = handle.createQuery("SELECT position, at, event FROM journal WHERE position > :position"
                            + condition + " ORDER BY position LIMIT :limit")
                    .bind("position", position)
                    .bind("limit", limit);
            study.ifPresent(id -> query.bind("study", id.value()));
            return query.map((row, context) -> entry(row)).list();
        });
    }

    @Override
    public long lastPosition() {
        return database.read(handle -> maximum(handle, "SELECT COALESCE(MAX(position), 0) FROM journal"));
    }

    @Override
    public List<JournalEntry> reports(StudyId study, OptionalInt trial) {
        String condition = trial.isPresent() ? " AND trial = :trial" : "";
        return database.read(handle -> {
            Query query = handle.createQuery("SELECT position, at, event FROM journal WHERE study = :study"
                            + " AND type = 'EpochReported'" + condition + " ORDER BY trial, position")
                    .bind("study", study.value());
            trial.ifPresent(number -> query.bind("trial", number));
            return query.map((row, context) -> entry(row)).list();
        });
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        return new JournalEntry(
                row.getLong("position"),
                Instant.parse(row.getString("at")),
                Json.read(row.getString("event"), Event.class));
    }

    @Override
    public List<Pending> pending(long after, int limit) {
        return database.read(handle -> handle.createQuery(
                        "SELECT id, topic, key, message FROM outbox WHERE id > :after ORDER BY id LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Pending(
                        row.getLong("id"),
                        new Outgoing(row.getString("topic"), row.getString("key"), row.getString("message"))))
                .list());
    }

    /** The newest stays, so that the next id is above all that were ever handed out. */
    @Override
    public void forget(long upTo) {
        database.useWrite(handle ->
                handle.execute("DELETE FROM outbox WHERE id <= ? AND id < (SELECT MAX(id) FROM outbox)", upTo));
    }
}
