package dev.regatta.coordinator.study;

import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.InboxRecord;
import dev.regatta.protocol.command.ClaimAttempt;
import dev.regatta.protocol.command.Command;
import dev.regatta.protocol.event.AttemptFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A study whose state follows its own decisions. */
public final class LiveStudy {
    static final Optional<String> CLAIM = Optional.of("claim-1");

    private final List<JournalEntry> journal = new ArrayList<>();
    public Optional<StudyState> state = Optional.empty();
    public Decision last = Decision.NOTHING;
    public Instant now = Studies.NOON;

    public LiveStudy tell(Command command) {
        return take(new InboxRecord.OfCommand(command));
    }

    public LiveStudy say(AttemptFact fact) {
        return take(new InboxRecord.OfFact(fact));
    }

    public LiveStudy claim(int trial, int number, WorkerId worker) {
        return tell(new ClaimAttempt(Studies.attempt(trial, number), worker, CLAIM));
    }

    public StudyState study() {
        return state.orElseThrow();
    }

    /** The first difference between the journal and what is derived from it again; empty if there is none. */
    public Optional<Replay.Difference> replayed() {
        Replay replay = new Replay();
        return journal.stream().flatMap(entry -> replay.take(entry).stream()).findFirst();
    }

    public List<JournalEntry> journal() {
        return List.copyOf(journal);
    }

    public Trial trial(int number) {
        return study().trials().get(number);
    }

    private LiveStudy take(InboxRecord input) {
        last = StudyDecider.decide(state, input, now);
        state = StudyEvents.applyAll(state, last.events(), now);
        last.events().forEach(event -> journal.add(new JournalEntry(journal.size() + 1, now, event)));
        return this;
    }
}
