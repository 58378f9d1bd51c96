package dev.regatta.coordinator.store;

import dev.regatta.coordinator.runtime.Commit;
import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.runtime.Outgoing;
import dev.regatta.coordinator.runtime.Ownership;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Versioned;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.NewerVersionException;
import dev.regatta.protocol.event.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The event log in SQL. Positions and outbox ids are handed out inside the one writing transaction. Thread-safe. */
public final class SqlEventLog implements EventLog, AutoCloseable {

    private final Database database;
    private final int reads;
    private final EventReader events = new EventReader();
    private final AtomicReference<Optional<JournalReplay>> ahead = new AtomicReference<>(Optional.empty());

    public SqlEventLog(Database database) {
        this(database, Versioned.NEWEST);
    }

    /** @param reads the newest version of events that is read; one that is newer is a {@link NewerVersionException} */
    public SqlEventLog(Database database, int reads) {
        this.database = database;
        this.reads = reads;
    }

    @Override
    public List<JournalEntry> commit(Commit commit) {
        JournalWriter writer = new JournalWriter(commit);
        return database.write(writer::write);
    }

    @Override
    public CompletableFuture<List<JournalEntry>> submit(Commit commit) {
        JournalWriter writer = new JournalWriter(commit);
        return database.enqueue(writer::write);
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

    /** Begins to read what the next {@link #replay} hands over: a start has other things to wait for. */
    public void readAhead() {
        ahead.getAndSet(Optional.of(JournalReplay.begin(database, reads))).ifPresent(JournalReplay::close);
    }

    @Override
    public void replay(Consumer<JournalEntry> consumer) {
        try (JournalReplay replay =
                ahead.getAndSet(Optional.empty()).orElseGet(() -> JournalReplay.begin(database, reads))) {
            replay.run(consumer);
        }
    }

    /** Ends the reading ahead, if there was no replay. The database stays open. */
    @Override
    public void close() {
        ahead.getAndSet(Optional.empty()).ifPresent(JournalReplay::close);
    }

    @Override
    public List<JournalEntry> after(long position, Optional<StudyId> study, int limit) {
        String condition = study.isPresent() ? " AND study = :study" : "";
        return database.read(handle -> {
            Query query = handle.createQuery(
                            "SELECT position, at, version, event FROM journal WHERE position > :position" + condition
                                    + " ORDER BY position LIMIT :limit")
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
    public List<JournalEntry> reports(StudyId study, Collection<Integer> trials) {
        if (trials.isEmpty()) {
            return List.of();
        }
        return database.read(
                handle -> handle.createQuery("SELECT position, at, version, event FROM journal WHERE study = :study"
                                + " AND type = 'EpochReported' AND trial IN " + listed(trials)
                                + " ORDER BY trial, position")
                        .bind("study", study.value())
                        .map((row, context) -> entry(row))
                        .list());
    }

    @Override
    public long countReports(StudyId study) {
        return database.read(handle -> handle.createQuery(
                        "SELECT COUNT(*) FROM journal WHERE study = :study AND type = 'EpochReported'")
                .bind("study", study.value())
                .mapTo(Long.class)
                .one());
    }

    @Override
    public List<JournalEntry> newest(StudyId study, Set<Class<? extends Event>> types, int limit) {
        if (types.isEmpty()) {
            return List.of();
        }
        List<String> names = types.stream().map(Class::getSimpleName).sorted().toList();
        return database.read(
                handle -> handle.createQuery("SELECT position, at, version, event FROM journal WHERE study = :study"
                                + " AND type IN (<types>) ORDER BY position DESC LIMIT :limit")
                        .bindList("types", names)
                        .bind("study", study.value())
                        .bind("limit", limit)
                        .map((row, context) -> entry(row))
                        .list());
    }

    private JournalEntry entry(ResultSet row) throws SQLException {
        NewerVersionException.check(
                "entry " + row.getLong("position") + " of the journal", row.getInt("version"), reads);
        return new JournalEntry(
                row.getLong("position"), Times.parse(row.getString("at")), events.read(row.getString("event")));
    }

    @Override
    public List<Pending> pending(Set<Integer> partitions, long after, int limit) {
        if (partitions.isEmpty()) {
            return List.of();
        }
        return database.read(handle -> {
            List<Pending> rows = handle.createQuery("SELECT id, topic, key, message FROM partition_outbox"
                            + " WHERE id > :after AND partition_number IN " + listed(partitions)
                            + " ORDER BY id LIMIT :limit")
                    .bind("after", after)
                    .bind("limit", limit)
                    .map((row, context) -> new Pending(
                            row.getLong(1), new Outgoing(row.getString(2), row.getString(3), row.getString(4))))
                    .list();
            return rows.isEmpty() ? rows : writtenOut(handle, rows, limit);
        });
    }

    /**
     * A page of about {@code limit} messages: the messages of its first rows, and after them the journal's entries that
     * these rows name, read by one statement. The topics have no common order.
     */
    private static List<Pending> writtenOut(Handle handle, List<Pending> rows, int limit) {
        List<Pending> page = new ArrayList<>();
        Optional<JournalRange> entries = Optional.empty();
        long id = 0;
        for (Pending row : rows) {
            if (page.size() + entries.map(JournalRange::length).orElse(0L) >= limit) {
                break;
            }
            id = row.id();
            if (JournalRange.is(row.message())) {
                JournalRange next = JournalRange.of(row.message());
                entries = Optional.of(entries.map(until -> until.to(next)).orElse(next));
            } else {
                page.add(row);
            }
        }
        long last = id;
        entries.ifPresent(range -> range.entries(handle).forEach(entry -> page.add(new Pending(last, entry))));
        return page;
    }

    /** The newest stays, so that the next id is above all that were ever handed out. */
    @Override
    public void forget(Set<Integer> partitions, long upTo) {
        if (!partitions.isEmpty()) {
            String sql = "DELETE FROM partition_outbox WHERE id <= ? AND partition_number IN " + listed(partitions)
                    + " AND id < (SELECT MAX(id) FROM partition_outbox)";
            database.useWrite(handle -> handle.execute(sql, upTo));
        }
    }

    /** Numbers of our own, so they may stand in the statement. */
    private static String listed(Collection<Integer> numbers) {
        return numbers.stream().sorted().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
    }

    /** The newest stays here too, since an older coordinator that still runs counts on from it. */
    @Override
    public void takeOverOlder() {
        if (database.read(handle -> maximum(handle, "SELECT COUNT(*) FROM outbox")) > 0) {
            database.useWrite(handle -> {
                handle.execute(
                        "INSERT INTO partition_outbox (id, partition_number, topic, key, message)"
                                + " SELECT id - (SELECT MIN(id) FROM outbox) + 1"
                                + " + (SELECT COALESCE(MAX(id), 0) FROM partition_outbox), ?, topic, key, message"
                                + " FROM outbox",
                        Ownership.DISPATCHING);
                handle.execute("DELETE FROM outbox WHERE id < (SELECT MAX(id) FROM outbox)");
            });
        }
    }
}
