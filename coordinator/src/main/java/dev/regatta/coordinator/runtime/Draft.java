package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.study.Adoption;
import dev.regatta.coordinator.study.Decision;
import dev.regatta.coordinator.study.StudyEvents;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Topics;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.control.ControlMessage.AcceptFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;

/** One transaction in the making; nothing of it is visible before its commit. Used by the runtime's thread. */
final class Draft {

    private final boolean publishesWork;
    private final Map<StudyId, StudyState> changed = new HashMap<>();
    private final Set<StudyId> touched = new HashSet<>();
    private final Map<Integer, Commit.OffsetMove> offsets = new LinkedHashMap<>();
    private final List<Commit.Decided> events = new ArrayList<>();
    private final Map<Object, Outgoing> messages = new LinkedHashMap<>();
    private final Map<Accepted, Long> accepted = new HashMap<>();
    private final List<Decision.Reply> answers = new ArrayList<>();
    private final List<CompletableFuture<Void>> outcomes = new ArrayList<>();

    /** @param publishesWork whether work is published with the decision that queued it */
    Draft(boolean publishesWork) {
        this.publishesWork = publishesWork;
    }

    /** The study as this draft leaves it; empty if it leaves it as it was. */
    Optional<StudyState> state(StudyId study) {
        return Optional.ofNullable(changed.get(study));
    }

    Map<StudyId, StudyState> changed() {
        return Collections.unmodifiableMap(changed);
    }

    List<Decision.Reply> answers() {
        return Collections.unmodifiableList(answers);
    }

    /** Those who want to know whether the draft is committed or dropped. */
    List<CompletableFuture<Void>> outcomes() {
        return Collections.unmodifiableList(outcomes);
    }

    void await(CompletableFuture<Void> outcome) {
        outcomes.add(outcome);
    }

    int events() {
        return events.size();
    }

    /** True if there is nothing to commit, and nobody waits for a commit; there may be answers to timers. */
    boolean isEmpty() {
        return offsets.isEmpty() && events.isEmpty() && messages.isEmpty() && outcomes.isEmpty();
    }

    boolean hasMessages() {
        return !messages.isEmpty();
    }

    /** Where the partition's inbox will be decided up to; empty if the draft has none of its records. */
    Optional<Long> decidedUpTo(int partition) {
        return Optional.ofNullable(offsets.get(partition)).map(Commit.OffsetMove::to);
    }

    /** The batch's records are decided here. */
    void move(InboxBatch batch) {
        offsets.merge(
                batch.partition(),
                new Commit.OffsetMove(batch.partition(), batch.firstOffset(), batch.nextOffset()),
                (first, next) -> new Commit.OffsetMove(first.partition(), first.from(), next.to()));
    }

    void take(StudyId study, Optional<StudyState> before, Decision decision, Instant now) {
        touched.add(study);
        StudyEvents.applyAll(before, decision.events(), now).ifPresent(after -> changed.put(after.id(), after));
        decision.events().forEach(event -> events.add(new Commit.Decided(event, now)));
        decision.control().forEach(this::tell);
        if (publishesWork) {
            decision.work()
                    .forEach(run -> messages.put(
                            run, new Outgoing(Topics.WORK, run.attempt().toString(), Json.text(run))));
        }
        decision.reply().ifPresent(answers::add);
    }

    /** The highest acceptance of a lease's facts stands for the others; a fact that came again is accepted by its own, lower one. */
    private void tell(ControlMessage message) {
        Object subject = message;
        if (message instanceof AcceptFact accept) {
            Accepted lease = new Accepted(accept.attempt(), accept.leaseEpoch());
            if (accepted.merge(lease, accept.sequence(), Math::max) > accept.sequence()) {
                return;
            }
            subject = lease;
        }
        messages.remove(subject); // in the order in which they were last said
        messages.put(subject, new Outgoing(Topics.CONTROL, message.worker().value(), Json.text(message)));
    }

    private record Accepted(AttemptId attempt, long leaseEpoch) {}

    void adopt(StudyState state, List<JournalEntry> journal, Instant now) {
        journal.forEach(entry -> events.add(new Commit.Decided(entry.event(), entry.at())));
        changed.put(state.id(), state);
        take(state.id(), Optional.of(state), Adoption.of(state, now), now);
    }

    /** True if anything of the study is decided here, or was looked at. */
    boolean touches(StudyId study) {
        return touched.contains(study);
    }

    /**
     * All of it.
     *
     * @param positions where the journal of each study ends; none before its first entry
     * @param partitions the inbox's partition of each study
     */
    Commit commit(Map<StudyId, Long> positions, ToIntFunction<StudyId> partitions) {
        Map<StudyId, Long> basis = new HashMap<>();
        touched.forEach(study -> basis.put(study, positions.getOrDefault(study, 0L)));
        int partition = offsets.isEmpty()
                ? touched.stream().mapToInt(partitions).findFirst().orElse(0)
                : offsets.keySet().iterator().next();
        return new Commit(List.copyOf(offsets.values()), basis, events, List.copyOf(messages.values()), partition);
    }
}
