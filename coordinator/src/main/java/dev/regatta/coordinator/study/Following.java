package dev.regatta.coordinator.study;

import dev.regatta.protocol.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a study does by itself after a change: ends by its budget, or goes on searching. */
final class Following {

    private Following() {}

    static List<Event> of(StudyState study, Instant now) {
        List<Event> events = new ArrayList<>(Lifecycle.budgetReached(study, now));
        StudyState after = StudyEvents.applyAll(Optional.of(study), events, now).orElseThrow();
        events.addAll(Suggestions.next(after, now));
        return events;
    }
}
