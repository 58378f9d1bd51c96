package dev.regatta.coordinator.study;

import dev.regatta.coordinator.search.ChunkedList;
import dev.regatta.protocol.AttemptId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.pcollections.PMap;

/** A study being changed by one event: takes the new values, then makes the new record. Used within one call only. */
final class StudyEdit {

    private final StudyState before;
    StudyStatus status;
    ChunkedList<Trial> trials;
    StateCounts counts;
    PMap<String, AttemptId> asks;
    PMap<String, String> requests;
    Progress progress;
    Optional<Integer> best;
    Optional<String> stopReason;
    Optional<Instant> endedAt;
    boolean archived;

    private StudyEdit(StudyState before) {
        this.before = before;
        this.status = before.status();
        this.trials = before.trials();
        this.counts = before.counts();
        this.asks = before.asks();
        this.requests = before.requests();
        this.progress = before.progress();
        this.best = before.best();
        this.stopReason = before.stopReason();
        this.endedAt = before.endedAt();
        this.archived = before.archived();
    }

    /** The study with what {@code change} sets. */
    static StudyState of(StudyState before, Consumer<StudyEdit> change) {
        StudyEdit edit = new StudyEdit(before);
        change.accept(edit);
        return edit.build();
    }

    private StudyState build() {
        return new StudyState(
                before.id(),
                before.request(),
                before.spec(),
                status,
                trials,
                counts,
                asks,
                requests,
                progress,
                best,
                stopReason,
                before.createdAt(),
                endedAt,
                archived);
    }
}
