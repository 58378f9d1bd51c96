package dev.regatta.coordinator.prune;

import java.util.Comparator;
import java.util.Optional;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The trials that reached one rung.
 *
 * @param entries all of them, best first
 * @param waiting those that are paused here, best first
 */
record Rung(PVector<Entry> entries, PVector<Entry> waiting) {

    static final Rung EMPTY = new Rung(TreePVector.empty(), TreePVector.empty());

    /** A trial's value when it reached the rung. */
    record Entry(double value, int trial) {
        static final Comparator<Entry> BEST_FIRST =
                Comparator.comparingDouble(Entry::value).thenComparingInt(Entry::trial);
        /** Among equals, none is better. */
        static final Comparator<Entry> BY_VALUE = Comparator.comparingDouble(Entry::value);
    }

    Rung plus(Entry entry) {
        return new Rung(Sorted.plus(entries, entry, Entry.BEST_FIRST), waiting);
    }

    Rung pausing(Entry entry) {
        return new Rung(entries, Sorted.plus(waiting, entry, Entry.BEST_FIRST));
    }

    Rung resuming(Entry entry) {
        return new Rung(entries, Sorted.minus(waiting, entry, Entry.BEST_FIRST));
    }

    /** Entries with a strictly better value. */
    int better(Entry entry) {
        return Sorted.before(entries, entry, Entry.BY_VALUE);
    }

    /** Entries before this one; of equals, the trial with the lower number is first. */
    int rank(Entry entry) {
        return Sorted.before(entries, entry, Entry.BEST_FIRST);
    }

    int size() {
        return entries.size();
    }

    Optional<Entry> bestWaiting() {
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.get(0));
    }
}
