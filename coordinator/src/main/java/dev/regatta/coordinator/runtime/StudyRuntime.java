package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.study.Adoption;
import dev.regatta.coordinator.study.Decision;
import dev.regatta.coordinator.study.StudyDecider;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Topics;
import dev.regatta.protocol.Versioned;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.InboxRecord;
import dev.regatta.protocol.codec.MalformedMessageException;
import dev.regatta.protocol.codec.NewerVersionException;
import dev.regatta.protocol.command.Command;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of every study: takes records, lets each study decide, commits what has been decided in one transaction,
 * and only then makes the new states visible, answers and tells the listeners. While one transaction is on its way to the
 * disk the next is decided, on the states that the first one leads to; if that one fails, both are dropped.
 *
 * <p>Invariant: a visible state is the fold of the committed journal. Written by one thread; the states may be read by
 * any.
 */
public final class StudyRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(StudyRuntime.class);
    /** Events that are decided ahead of the disk; the next batch then waits for it. */
    private static final int MOST_EVENTS = 5_000;

    private final EventLog log;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final Consumer<Decision.Reply> replies;
    private final Decider decider;
    private final CommittedStudies committed;

    private boolean publishesWork = true;
    private int reads = Versioned.NEWEST;

    /** What is decided and not yet handed to the log. */
    private Draft draft = new Draft(true);
    /** What was handed to the log and is not known to be committed. */
    private Optional<Committing> committing = Optional.empty();

    private Runnable onCommit = () -> {};
    private Runnable onMessages = () -> {};
    private ToIntFunction<StudyId> partitions = study -> 0;

    private record Committing(Draft draft, CompletableFuture<List<JournalEntry>> entries) {}

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
        this.committed = new CommittedStudies(log);
    }

    /** From here on {@code listener} hears of every commit. */
    public void listen(JournalListener listener) {
        committed.listen(listener);
    }

    /** Leaves it to a dispatcher to publish work; before the first decision. */
    public void leaveWorkToDispatcher() {
        publishesWork = false;
        draft = new Draft(false);
    }

    /** The newest version of the inbox's records that is read; before the first decision. */
    public void readUpTo(int version) {
        reads = version;
    }

    /** Which partition of the inbox is a study's; before the first decision. */
    public void partitionBy(ToIntFunction<StudyId> partitionOf) {
        partitions = partitionOf;
    }

    /** Calls {@code wake} on any thread once a transaction has ended: {@link #advance} then has something to do. */
    public void whenCommitted(Runnable wake) {
        onCommit = wake;
    }

    /** Calls {@code wake} after each commit that leaves messages in the outbox. */
    public void whenMessagesWait(Runnable wake) {
        onMessages = wake;
    }

    /** Reads every study back from the journal. */
    public void restore() {
        committed.restore();
    }

    /** Position of the last entry in the visible states; entries of others before it may be missing. */
    long lastCommitted() {
        return committed.last();
    }

    /** Every entry of the journal up to this position is in the visible states. From any thread. */
    public long position() {
        return committed.position();
    }

    /**
     * Takes over what the journal has beyond the states: what another coordinator decided, or a commit of which only the
     * answer was lost. Users who wait for its replies ask again.
     */
    public void catchUp() {
        committing.ifPresent(StudyRuntime::await);
        drop();
        follow();
    }

    /**
     * Takes over what others have committed meanwhile. A study of which something is under way here is left as it is: if another
     * went on with it, the commit is refused, and {@link #catchUp} follows.
     */
    public void follow() {
        committed.follow(this::isUnderWay);
    }

    private boolean isUnderWay(StudyId study) {
        return draft.touches(study)
                || committing.filter(last -> last.draft().touches(study)).isPresent();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The committed state of every study; a live view. */
    public Map<StudyId, StudyState> states() {
        return committed.states();
    }

    /**
     * Decides a batch of the inbox; {@link #advance} commits it. Records that cannot be read or decided are kept as dead
     * letters, and the next is served.
     *
     * @throws EventLog.FencedException if the batch does not begin where the partition's last one ended
     * @throws NewerVersionException at a record that only a newer coordinator may decide
     */
    public void decide(InboxBatch batch) {
        requireNext(batch);
        for (InboxBatch.RawRecord raw : batch.records()) {
            try {
                decide(InboxRecord.read(raw.value(), reads));
            } catch (NewerVersionException e) {
                throw e;
            } catch (MalformedMessageException e) {
                keep(batch, raw, e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("record {} of inbox partition {} could not be decided", raw.offset(), batch.partition(), e);
                keep(batch, raw, "could not be decided: " + e);
            }
        }
        draft.move(batch);
        if (draft.events() > MOST_EVENTS) {
            committing.ifPresent(StudyRuntime::await);
            boolean unused = advance();
        }
    }

    /**
     * Decides a request's command, together with what else is under way; {@link #advance} commits it.
     *
     * @return completes once the decision is committed and answered; fails if it is dropped, or could not be made
     */
    public CompletableFuture<Void> decide(Command command) {
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        try {
            decide(new InboxRecord.OfCommand(command));
            draft.await(outcome);
        } catch (RuntimeException e) {
            LOG.error("{} could not be decided", command, e);
            outcome.completeExceptionally(e);
        }
        return outcome;
    }

    private void requireNext(InboxBatch batch) {
        Optional<Long> end = draft.decidedUpTo(batch.partition())
                .or(() -> committing.flatMap(last -> last.draft().decidedUpTo(batch.partition())));
        if (end.isPresent() && end.get() != batch.firstOffset()) {
            throw new EventLog.FencedException("inbox partition " + batch.partition() + " goes on at offset "
                    + batch.firstOffset() + ", expected " + end.get());
        }
    }

    private void decide(InboxRecord input) {
        StudyId study = input.study();
        Instant now = now();
        Optional<StudyState> before = draft.state(study)
                .or(() -> committing.flatMap(last -> last.draft().state(study)))
                .or(() -> Optional.ofNullable(committed.states().get(study)));
        draft.take(study, before, decider.decide(before, input, now), now);
    }

    private void keep(InboxBatch batch, InboxBatch.RawRecord raw, @Nullable String reason) {
        deadLetters.keep(Topics.INBOX, batch.partition(), raw.offset(), raw.value(), String.valueOf(reason));
    }

    /**
     * Goes on as far as can be without waiting: what was committed becomes visible, and what was decided meanwhile is
     * handed to the log.
     *
     * @return true if all that was decided is committed
     * @throws EventLog.FencedException if another coordinator went on; {@link #catchUp} follows it
     */
    public boolean advance() {
        while (!isSettled() && committing.map(last -> last.entries().isDone()).orElse(true)) {
            Optional<Committing> last = committing;
            List<JournalEntry> entries = last.map(this::result).orElse(List.of());
            last.ifPresent(ended -> committed.add(ended.draft().changed(), entries));
            handOver(); // before anyone is told: the disk need not wait for that
            committed.tell(entries);
            last.ifPresent(this::answer);
        }
        return isSettled();
    }

    /** True if all that was decided is committed. */
    public boolean isSettled() {
        return committing.isEmpty() && draft.isEmpty();
    }

    private void handOver() {
        committing = Optional.empty();
        if (!draft.isEmpty()) {
            CompletableFuture<List<JournalEntry>> entries = log.submit(draft.commit(committed.positions(), partitions));
            committing = Optional.of(new Committing(draft, entries));
            draft = new Draft(publishesWork);
            var unused = entries.whenComplete((ended, failure) -> onCommit.run());
        }
    }

    private void answer(Committing last) {
        if (last.draft().hasMessages()) {
            onMessages.run();
        }
        last.draft().answers().forEach(replies);
        last.draft().outcomes().forEach(outcome -> outcome.complete(null));
    }

    private List<JournalEntry> result(Committing last) {
        try {
            return last.entries().join();
        } catch (CompletionException e) {
            drop();
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Commits all that was decided, and waits for it; throws as {@link #advance}. */
    public void settle() {
        while (!advance()) {
            committing.ifPresent(StudyRuntime::await);
        }
    }

    private static void await(Committing last) {
        try {
            var unused = last.entries().join();
        } catch (CompletionException e) {
            LOG.debug("the commit failed; whoever asks for its result is told", e);
        }
    }

    private void drop() {
        List<Draft> dropped = Stream.concat(committing.map(Committing::draft).stream(), Stream.of(draft))
                .toList();
        draft = new Draft(publishesWork);
        committing = Optional.empty();
        DroppedDecisionException failure = new DroppedDecisionException();
        dropped.stream()
                .flatMap(each -> each.outcomes().stream())
                .forEach(outcome -> outcome.completeExceptionally(failure));
    }

    /** Decides a batch of the inbox, commits and waits for it; throws as {@link #decide} and {@link #advance}. */
    public void process(InboxBatch batch) {
        decide(batch);
        settle();
    }

    /**
     * Decides timers' commands and commits them together.
     *
     * @throws EventLog.FencedException if another coordinator went on; {@link #catchUp} follows it
     */
    public void execute(List<? extends Command> commands) {
        commands.forEach(command -> decide(new InboxRecord.OfCommand(command)));
        settle();
    }

    /** As {@link #execute(List)}, for one command. */
    public void execute(Command command) {
        execute(List.of(command));
    }

    /**
     * Takes in a study that was carried here, with its journal as it is; see {@link Adoption}.
     *
     * @param state the fold of {@code journal}
     * @return false if there is such a study already
     * @throws EventLog.FencedException if another coordinator has the study already; {@link #catchUp} follows it
     */
    public boolean adopt(StudyState state, List<JournalEntry> journal) {
        settle();
        if (committed.states().containsKey(state.id())) {
            return false;
        }
        draft.adopt(state, journal, now());
        settle();
        return true;
    }
}
