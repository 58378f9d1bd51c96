package dev.regatta.coordinator.store;

import dev.regatta.coordinator.runtime.Outgoing;
import dev.regatta.protocol.Topics;
import dev.regatta.protocol.api.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The entries of one commit as the outbox holds them: by their positions alone. In the outbox's row they have no key, which
 * tells it from the row of an entry that an earlier version wrote out.
 *
 * @param first position of the first entry
 * @param last position of the last one; none that was committed between them is missing
 */
record JournalRange(long first, long last) {

    private static final String ENTRIES =
            "SELECT position, study, at, event FROM journal WHERE position BETWEEN :first AND :last ORDER BY position";

    /** A study that is carried here brings its whole journal in one commit. */
    private static final int LONGEST = 1_000;

    /** @param entries of one commit, in their order */
    static List<JournalRange> of(List<JournalEntry> entries) {
        List<JournalRange> ranges = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += LONGEST) {
            int to = Math.min(from + LONGEST, entries.size());
            ranges.add(new JournalRange(
                    entries.get(from).position(), entries.get(to - 1).position()));
        }
        return ranges;
    }

    static boolean is(Outgoing row) {
        return row.topic().equals(Topics.JOURNAL) && row.key().isEmpty();
    }

    static JournalRange of(Outgoing row) {
        int dash = row.message().indexOf('-');
        return new JournalRange(
                Long.parseLong(row.message().substring(0, dash)),
                Long.parseLong(row.message().substring(dash + 1)));
    }

    /** From the first entry of this range to the last of a later one. */
    JournalRange to(JournalRange later) {
        return new JournalRange(first, later.last);
    }

    long length() {
        return last - first + 1;
    }

    /** The outbox's row. */
    Outgoing message() {
        return new Outgoing(Topics.JOURNAL, "", first + "-" + last);
    }

    /** The entries as they are published, put together from the texts that the journal has of them. */
    List<Outgoing> entries(Handle handle) {
        return handle.createQuery(ENTRIES)
                .bind("first", first)
                .bind("last", last)
                .map((row, context) -> new Outgoing(
                        Topics.JOURNAL,
                        row.getString(2),
                        "{\"position\":" + row.getLong(1) + ",\"at\":\"" + row.getString(3) + "\",\"event\":"
                                + row.getString(4) + "}"))
                .list();
    }
}
