package dev.regatta.coordinator.store;

import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.event.Event;
import java.time.Instant;
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

    private final Database database;
    /** Entries of one transaction have one time, and its text takes longer to read than an event. */
    private final Map<String, Instant> times = new ConcurrentHashMap<>();

    JournalReplay(Database database) {
        this.database = database;
    }

    /** An entry as its row has it. */
    private record Row(long position, String at, String event) {}

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
        return database.read(handle -> handle.createQuery("SELECT position, at, event FROM journal"
                        + " WHERE position > :position ORDER BY position LIMIT :limit")
                .bind("position", position)
                .bind("limit", PAGE)
                .map((row, context) -> new Row(row.getLong(1), row.getString(2), row.getString(3)))
                .list());
    }

    private JournalEntry parse(Row row) {
        return new JournalEntry(
                row.position(), times.computeIfAbsent(row.at(), Instant::parse), Json.read(row.event(), Event.class));
    }
}
