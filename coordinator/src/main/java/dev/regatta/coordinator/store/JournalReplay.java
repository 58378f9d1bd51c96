package dev.regatta.coordinator.store;

import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.NewerVersionException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Reads the whole journal at a start, which waits for it: while one page is handed over, the next is fetched, and a page's
 * entries are parsed by every core.
 */
final class JournalReplay {

    private static final int PAGE = 2_000;

    private static final String ENTRIES =
            "SELECT position, at, version, event FROM journal WHERE position > ? ORDER BY position LIMIT ?";

    private final Database database;
    private final int reads;
    private final EventReader events = new EventReader();
    /** Entries of one transaction have one time, and its text takes longer to read than an event. */
    private final Map<String, Instant> times = new ConcurrentHashMap<>();

    /** @param reads the newest version of events that may be read */
    JournalReplay(Database database, int reads) {
        this.database = database;
        this.reads = reads;
    }

    /** An entry as its row has it. */
    private record Row(long position, String at, int version, String event) {}

    /** @throws NewerVersionException at an entry that may not be read */
    void run(Consumer<JournalEntry> consumer) {
        List<Row> page = fetch(0);
        while (!page.isEmpty()) {
            long last = page.get(page.size() - 1).position();
            CompletableFuture<List<Row>> next = CompletableFuture.supplyAsync(() -> fetch(last));
            page.parallelStream().map(this::parse).toList().forEach(consumer);
            times.clear();
            page = next.join();
        }
    }

    private List<Row> fetch(long position) {
        return database.read(handle -> {
            List<Row> rows = new ArrayList<>(PAGE);
            try (PreparedStatement statement = handle.getConnection().prepareStatement(ENTRIES)) {
                statement.setLong(1, position);
                statement.setInt(2, PAGE);
                try (ResultSet found = statement.executeQuery()) {
                    while (found.next()) {
                        rows.add(new Row(found.getLong(1), found.getString(2), found.getInt(3), found.getString(4)));
                    }
                }
            } catch (SQLException e) {
                throw new DatabaseException("the journal cannot be read: " + DatabaseException.firstLine(e), e);
            }
            return rows;
        });
    }

    private JournalEntry parse(Row row) {
        NewerVersionException.check("entry " + row.position() + " of the journal", row.version(), reads);
        return new JournalEntry(
                row.position(), times.computeIfAbsent(row.at(), Times::parse), events.read(row.event()));
    }
}
