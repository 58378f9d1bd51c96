package dev.regatta.deploy.simulation;

import dev.regatta.coordinator.runtime.Commit;
import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.JournalEntry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The database as one coordinator sees it: the process may die before and after each change. */
final class CrashingLog implements EventLog {
    private final EventLog database;
    private final Witness witness;
    private final CrashPoint crash;

    CrashingLog(EventLog database, Witness witness, CrashPoint crash) {
        this.database = database;
        this.witness = witness;
        this.crash = crash;
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
    public void forget(long upTo) {
        crash.step();
        database.forget(upTo);
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
    public List<JournalEntry> reports(StudyId study, OptionalInt trial) {
        return database.reports(study, trial);
    }

    @Override
    public List<Pending> pending(long after, int limit) {
        return database.pending(after, limit);
    }
}
