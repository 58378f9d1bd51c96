package dev.regatta.coordinator.store;

import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.NewerVersionException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Reads the whole journal at a start, which waits for it: while one page's entries are handed over, the next ones are parsed and
 * those after them fetched, by threads that begin at once. At most {@link #AHEAD} pages are under way.
 */
final class JournalReplay implements AutoCloseable {

    private static final int PAGE = 1_000;
    private static final int AHEAD = 8;

    private static final String ENTRIES =
            "SELECT position, at, version, event FROM journal WHERE position > ? ORDER BY position LIMIT ?";

    private final Database database;
    private final int reads;
    private final EventReader events = new EventReader();
    private final BlockingQueue<Future<List<JournalEntry>>> pages = new ArrayBlockingQueue<>(AHEAD);
    private final ExecutorService threads;

    private JournalReplay(Database database, int reads, ExecutorService threads) {
        this.database = database;
        this.reads = reads;
        this.threads = threads;
    }

    /**
     * Begins to read the journal from its first entry.
     *
     * @param reads the newest version of events that may be read
     */
    static JournalReplay begin(Database database, int reads) {
        // One thread fetches. The first entry that creates a study is slow to parse, the pages behind it need not wait.
        int parsers = Math.max(2, Runtime.getRuntime().availableProcessors());
        ExecutorService threads = Executors.newFixedThreadPool(1 + parsers, JournalReplay::thread);
        JournalReplay replay = new JournalReplay(database, reads, threads);
        threads.execute(replay::fetchAll);
        return replay;
    }

    /** An entry as its row has it. */
    private record Row(long position, String at, int version, String event) {}

    /**
     * Hands over every entry, by position, on the calling thread; once.
     *
     * @throws NewerVersionException at an entry that may not be read
     */
    void run(Consumer<JournalEntry> consumer) {
        List<JournalEntry> page = taken();
        while (!page.isEmpty()) {
            page.forEach(consumer);
            page = taken();
        }
    }

    /** Reads no further. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "journal-replay");
        thread.setDaemon(true);
        return thread;
    }

    /** Puts page after page, the last one empty, or why there is none. */
    private void fetchAll() {
        try {
            List<Row> rows;
            long position = 0;
            do {
                rows = fetch(position);
                List<Row> page = rows;
                pages.put(threads.submit(() -> parse(page)));
                position = rows.isEmpty() ? position : rows.get(rows.size() - 1).position();
            } while (!rows.isEmpty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody takes pages any longer
        } catch (RuntimeException e) {
            putFailure(e);
        }
    }

    private void putFailure(RuntimeException failure) {
        try {
            pages.put(CompletableFuture.failedFuture(failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<JournalEntry> taken() {
        try {
            return pages.take().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("the journal was not read to its end: interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new DatabaseException("the journal cannot be read: " + e.getCause(), e);
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

    private List<JournalEntry> parse(List<Row> rows) {
        // Entries of one transaction have one time, and its text takes longer to read than an event.
        Map<String, Instant> times = new HashMap<>();
        List<JournalEntry> entries = new ArrayList<>(rows.size());
        for (Row row : rows) {
            NewerVersionException.check("entry " + row.position() + " of the journal", row.version(), reads);
            entries.add(new JournalEntry(
                    row.position(), times.computeIfAbsent(row.at(), Times::parse), events.read(row.event())));
        }
        return entries;
    }
}
