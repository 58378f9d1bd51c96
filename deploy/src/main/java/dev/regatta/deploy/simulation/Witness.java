package dev.regatta.deploy.simulation;

import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.study.StudyEvents;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.EpochReported;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Watches all that happens and holds it against the contract, after each step. Keeps the first violation: what follows
 * from it says nothing.
 */
final class Witness {
    private final EventLog database;
    private final Predicate<StudyState> checkpointsAreStored;
    private final JournalRules rules = new JournalRules();
    private Optional<StudyState> reference = Optional.empty();
    private Optional<String> violation = Optional.empty();
    private Optional<CrashingLog> lastWriter = Optional.empty();
    private long position;
    private long compared;

    /** @param checkpointsAreStored true if every checkpoint that the study may resume from is stored */
    Witness(EventLog database, Predicate<StudyState> checkpointsAreStored) {
        this.database = database;
        this.checkpointsAreStored = checkpointsAreStored;
    }

    /** The first rule that was broken. */
    Optional<String> violation() {
        return violation;
    }

    void violated(String rule) {
        violation = violation.or(() -> Optional.of(rule));
    }

    /** The study as the journal alone tells it. */
    Optional<StudyState> study() {
        return reference;
    }

    /** A transaction was tried: whatever is new in the journal is looked at. */
    void committed(CrashingLog writer) {
        for (JournalEntry entry : database.after(position, Optional.empty(), Integer.MAX_VALUE)) {
            position = entry.position();
            lastWriter = Optional.of(writer);
            rules.broken(reference, entry.event()).ifPresent(this::violated);
            fold(entry);
        }
        reference.flatMap(rules::broken).ifPresent(this::violated);
        if (reference.isPresent() && !checkpointsAreStored.test(reference.get())) {
            violated("a checkpoint that a trial may resume from is gone");
        }
    }

    private void fold(JournalEntry entry) {
        try {
            reference = Optional.of(StudyEvents.apply(reference, entry.event(), entry.at()));
        } catch (IllegalStateException e) {
            violated("an event cannot follow: " + e.getMessage());
        }
    }

    /** A coordinator decided: what it believes must be what the journal tells, if it wrote last. */
    void decided(CrashingLog writer, Map<StudyId, StudyState> states) {
        if (compared == position || lastWriter.filter(last -> last == writer).isEmpty()) {
            return;
        }
        compared = position;
        reference.ifPresent(study -> {
            if (!study.equals(states.get(study.id()))) {
                violated("the live state is not the replayed one");
            }
        });
    }

    /** A worker was told that this counts. */
    void acknowledged(AttemptFact fact) {
        if (!rules.isKnown(fact)) {
            violated("acknowledged and lost: " + fact);
        }
    }

    /** A record was given up as undecidable; the user and the workers here send none. */
    void undecidable(String topic, int partition, long offset, byte[] value, String reason) {
        violated("record " + offset + " of " + topic + " was given up: " + reason);
    }

    /** The points of an epoch as its report has them. */
    Optional<EpochReported> report(dev.regatta.protocol.TrialId trial, int epoch) {
        return rules.report(trial, epoch);
    }
}
