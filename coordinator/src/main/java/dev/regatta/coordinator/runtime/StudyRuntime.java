package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.study.Adoption;
import dev.regatta.coordinator.study.Decision;
import dev.regatta.coordinator.study.StudyDecider;
import dev.regatta.coordinator.study.StudyEvents;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Topics;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.InboxRecord;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.codec.MalformedMessageException;
import dev.regatta.protocol.command.Command;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of every study: takes a batch of records, lets each study decide, commits all in one transaction, and
 * only then makes the new states visible, answers and tells the listeners.
 *
 * <p>Invariant: a visible state is the fold of the committed journal. Written by one thread; the states may be read by
 * any.
 */
public final class StudyRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(StudyRuntime.class);
    private static final int PAGE = 1_000;

    private final EventLog log;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final Consumer<Decision.Reply> replies;
    private final List<JournalListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<StudyId, StudyState> states = new ConcurrentHashMap<>();
    private final Decider decider;
    /** Where the journal of each study ends, as far as it is in its state. */
    private final Map<StudyId, Long> positions = new HashMap<>();

    private long lastPosition;
    private boolean publishesWork = true;

    /** What an input leads to: {@link StudyDecider#decide} but for tests that want it broken. */
    @FunctionalInterface
    public interface Decider {
        Decision decide(Optional<StudyState> state, InboxRecord input, Instant now);
    }

    public StudyRuntime(EventLog log, DeadLetters deadLetters, Clock clock, Consumer<Decision.Reply> replies) {
        this(log, deadLetters, clock, replies, StudyDecider::decide);
    }

    public StudyRuntime(
            EventLog log, DeadLetters deadLetters, Clock clock, Consumer<Decision.Reply> replies, Decider decider) {
        this.log = log;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.replies = replies;
        this.decider = decider;
    }

    /** From here on {@code listener} hears of every commit. */
    public void listen(JournalListener listener) {
        listeners.add(listener);
    }

    /** Leaves it to a dispatcher to publish work; before the first decision. */
    public void leaveWorkToDispatcher() {
        publishesWork = false;
    }

    /** Reads every study back from the journal. */
    public void restore() {
        states.clear();
        positions.clear();
        lastPosition = 0;
        log.replay(this::take);
    }

    private void take(JournalEntry entry) {
        StudyId study = entry.event().study();
        states.compute(study, (id, state) -> StudyEvents.apply(Optional.ofNullable(state), entry.event(), entry.at()));
        noted(entry);
    }

    private void noted(JournalEntry entry) {
        positions.put(entry.event().study(), entry.position());
        lastPosition = entry.position();
    }

    /**
     * Takes over what the journal has beyond the states: what another coordinator decided, or a commit of which only the
     * answer was lost. Users who wait for its replies ask again.
     */
    public void catchUp() {
        List<JournalEntry> missed = log.after(lastPosition, Optional.empty(), PAGE);
        while (!missed.isEmpty()) {
            missed.forEach(this::take);
            tell(missed);
            missed = log.after(lastPosition, Optional.empty(), PAGE);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void tell(List<JournalEntry> entries) {
        listeners.forEach(listener -> listener.committed(entries));
    }

    /** The committed state of every study; a live view. */
    public Map<StudyId, StudyState> states() {
        return Collections.unmodifiableMap(states);
    }

    /**
     * Decides and commits a batch of the inbox. Records that cannot be read or decided are kept as dead letters, and
     * the next is served.
     *
     * @throws EventLog.FencedException if another coordinator went on; {@link #catchUp} follows it
     */
    public void process(InboxBatch batch) {
        Work work = new Work();
        for (InboxBatch.RawRecord raw : batch.records()) {
            try {
                work.decide(InboxRecord.read(raw.value()));
            } catch (MalformedMessageException e) {
                keep(batch, raw, e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("record {} of inbox partition {} could not be decided", raw.offset(), batch.partition(), e);
                keep(batch, raw, "could not be decided: " + e);
            }
        }
        work.commit(Optional.of(new Commit.OffsetMove(batch.partition(), batch.firstOffset(), batch.nextOffset())));
    }

    /**
     * Decides and commits a timer's command.
     *
     * @throws EventLog.FencedException if another coordinator went on; {@link #catchUp} follows it
     */
    public void execute(Command command) {
        Work work = new Work();
        work.decide(new InboxRecord.OfCommand(command));
        work.commit(Optional.empty());
    }

    /**
     * Takes in a study that was carried here, with its journal as it is; see {@link Adoption}.
     *
     * @param state the fold of {@code journal}
     * @return false if there is such a study already
     * @throws EventLog.FencedException if another coordinator has the study already; {@link #catchUp} follows it
     */
    public boolean adopt(StudyState state, List<JournalEntry> journal) {
        if (states.containsKey(state.id())) {
            return false;
        }
        Work work = new Work();
        work.adopt(state, journal);
        work.commit(Optional.empty());
        return true;
    }

    private void keep(InboxBatch batch, InboxBatch.RawRecord raw, @org.jspecify.annotations.Nullable String reason) {
        deadLetters.keep(Topics.INBOX, batch.partition(), raw.offset(), raw.value(), String.valueOf(reason));
    }

    /** One transaction in the making; nothing of it is visible before its commit. */
    private final class Work {
        private final Map<StudyId, StudyState> changed = new HashMap<>();
        private final Map<StudyId, Long> basis = new HashMap<>();
        private final List<Commit.Decided> events = new ArrayList<>();
        private final List<Outgoing> messages = new ArrayList<>();
        private final List<Decision.Reply> answers = new ArrayList<>();

        void decide(InboxRecord input) {
            StudyId study = input.study();
            basis.put(study, positions.getOrDefault(study, 0L));
            Optional<StudyState> before =
                    Optional.ofNullable(changed.get(study)).or(() -> Optional.ofNullable(states.get(study)));
            Instant now = now();
            take(before, decider.decide(before, input, now), now);
        }

        void adopt(StudyState state, List<JournalEntry> journal) {
            basis.put(state.id(), 0L);
            journal.forEach(entry -> events.add(new Commit.Decided(entry.event(), entry.at())));
            changed.put(state.id(), state);
            Instant now = now();
            take(Optional.of(state), Adoption.of(state, now), now);
        }

        private void take(Optional<StudyState> before, Decision decision, Instant now) {
            StudyEvents.applyAll(before, decision.events(), now).ifPresent(after -> changed.put(after.id(), after));
            decision.events().forEach(event -> events.add(new Commit.Decided(event, now)));
            decision.control()
                    .forEach(message -> messages.add(
                            new Outgoing(Topics.CONTROL, message.worker().value(), Json.text(message))));
            if (publishesWork) {
                decision.work()
                        .forEach(run -> messages.add(
                                new Outgoing(Topics.WORK, run.attempt().toString(), Json.text(run))));
            }
            decision.reply().ifPresent(answers::add);
        }

        void commit(Optional<Commit.OffsetMove> offset) {
            if (offset.isPresent() || !events.isEmpty() || !messages.isEmpty()) {
                List<JournalEntry> entries = log.commit(new Commit(offset, basis, events, messages));
                states.putAll(changed);
                entries.forEach(StudyRuntime.this::noted);
                if (!entries.isEmpty()) {
                    tell(entries);
                }
            }
            answers.forEach(replies);
        }
    }
}
