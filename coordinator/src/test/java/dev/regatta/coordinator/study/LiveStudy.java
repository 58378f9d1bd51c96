package dev.regatta.coordinator.study;

import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.codec.InboxRecord;
import dev.regatta.protocol.command.ClaimAttempt;
import dev.regatta.protocol.command.Command;
import dev.regatta.protocol.event.AttemptFact;
import java.time.Instant;
import java.util.Optional;

/** A study whose state follows its own decisions. */
public final class LiveStudy {
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
        return tell(new ClaimAttempt(Studies.attempt(trial, number), worker));
    }

    public StudyState study() {
        return state.orElseThrow();
    }

    public Trial trial(int number) {
        return study().trials().get(number);
    }

    private LiveStudy take(InboxRecord input) {
        last = StudyDecider.decide(state, input, now);
        state = StudyEvents.applyAll(state, last.events(), now);
        return this;
    }
}
