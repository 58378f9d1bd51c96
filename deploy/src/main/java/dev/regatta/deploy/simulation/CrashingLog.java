package dev.regatta.deploy.simulation;

import dev.regatta.coordinator.runtime.Commit;
import dev.regatta.coordinator.runtime.EventLog;
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

/**
 * The database as one coordinator sees it: the process may die before and after each change, and hears of a submitted
 * one only after a while, in which it goes on.
 */
final class CrashingLog implements EventLog {
    private final EventLog database;
    private final Witness witness;
    private final CrashPoint crash;
    private final Consumer<Runnable> afterAWhile;

    /** @param afterAWhile runs what it is given later, unless the process dies before */
    CrashingLog(EventLog database, Witness witness, CrashPoint crash, Consumer<Runnable> afterAWhile) {
        this.database = database;
        this.witness = witness;
        this.crash = crash;
        this.afterAWhile = afterAWhile;
    }

    @Override
    public CompletableFuture<List<JournalEntry>> submit(Commit commit) {
        Answer answer = new Answer(EventLog.super.submit(commit));
        afterAWhile.accept(answer::arrive);
        return answer;
    }

    /** Known once it arrives. In virtual time nobody can wait for it: to try is to let it arrive. */
    private static final class Answer extends CompletableFuture<List<JournalEntry>> {
        private final CompletableFuture<List<JournalEntry>> written;

        Answer(CompletableFuture<List<JournalEntry>> written) {
            this.written = written;
        }

        void arrive() {
            var unused = written.whenComplete((entries, failure) -> {
                if (failure == null) {
                    complete(entries);
                } else {
                    completeExceptionally(failure);
                }
            });
        }

        @Override
        public List<JournalEntry> join() {
            arrive();
            return super.join();
        }
    }

    @Override
    public List<JournalEntry> commit(Commit commit) {
        crash.step();
        try {
            return database.commit(commit);
        } finally {
            witness.committed(this);
            crash.step();
        }
    }

    @Override
    public void forget(Set<Integer> partitions, long upTo) {
        crash.step();
        database.forget(partitions, upTo);
        crash.step();
    }

    @Override
    public OptionalLong offset(int partition) {
        return database.offset(partition);
    }

    @Override
    public void replay(Consumer<JournalEntry> consumer) {
        database.replay(consumer);
    }

    @Override
    public List<JournalEntry> after(long position, Optional<StudyId> study, int limit) {
        return database.after(position, study, limit);
    }

    @Override
    public long lastPosition() {
        return database.lastPosition();
    }

    @Override
    public long countReports(StudyId study) {
        return database.countReports(study);
    }

    @Override
    public List<JournalEntry> reports(StudyId study, Collection<Integer> trials) {
        return database.reports(study, trials);
    }

    @Override
    public List<JournalEntry> newest(StudyId study, Set<Class<? extends Event>> types, int limit) {
        return database.newest(study, types, limit);
    }

    @Override
    public List<Pending> pending(Set<Integer> partitions, long after, int limit) {
        return database.pending(partitions, after, limit);
    }

    @Override
    public void takeOverOlder() {
        database.takeOverOlder();
    }
}
