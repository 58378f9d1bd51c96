package dev.regatta.coordinator.runtime;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.event.Event;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The journal, the inbox offsets and the outbox: what must survive a crash together. Thread-safe. */
public interface EventLog {

    /**
     * Writes all of {@code commit} in one transaction and returns its events in their places.
     *
     * @throws FencedException if the offset, or the journal of a study, is no longer where the commit expects it: another
     *     coordinator went on
     */
    List<JournalEntry> commit(Commit commit);

    /**
     * As {@link #commit}, without waiting: completes on any thread. A log that cannot do without waiting has done it when
     * this returns.
     */
    default CompletableFuture<List<JournalEntry>> submit(Commit commit) {
        try {
            return CompletableFuture.completedFuture(commit(commit));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The next offset to decide; empty where the partition is new. */
    OptionalLong offset(int partition);

    /** Hands over the whole journal in order. */
    void replay(Consumer<JournalEntry> consumer);

    /** Up to {@code limit} entries after {@code position}, of one study or of all. */
    List<JournalEntry> after(long position, Optional<StudyId> study, int limit);

    /** Position of the last entry, 0 before the first. */
    long lastPosition();

    /** The {@code EpochReported} entries of these trials of a study by trial and position: all at once, so ask for few. */
    List<JournalEntry> reports(StudyId study, Collection<Integer> trials);

    /** How many {@code EpochReported} entries a study has. */
    long countReports(StudyId study);

    /** The newest entries of a study that are of these types, the newest first; of few types, for each is looked for. */
    List<JournalEntry> newest(StudyId study, Set<Class<? extends Event>> types, int limit);

    /** The oldest messages of these partitions after one, about {@code limit} of them; ids only grow. */
    List<Pending> pending(Set<Integer> partitions, long after, int limit);

    /** Forgets these partitions' messages up to one that was published. The newest of all may stay. */
    void forget(Set<Integer> partitions, long upTo);

    /** Makes messages that a coordinator of an older version left behind messages of {@link Ownership#DISPATCHING}. */
    void takeOverOlder();

    /** A message in the outbox. */
    record Pending(long id, Outgoing message) {}

    /** Another coordinator went on. */
    final class FencedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public FencedException(String message) {
            super(message);
        }
    }
}
