package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.NewerVersionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The coordinator's thread: the inbox, again and again, and ten times a second heartbeats and due leases. A failing
 * database or broker delays the loop and loses nothing: the inbox is read again from the last commit.
 */
public final class CoordinatorLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorLoop.class);
    private static final Duration POLL = Duration.ofMillis(20);
    /** How long a failed round is followed by none. */
    public static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private static final long ORDER_SECONDS = 60;
    private static final Duration LEASE_PERIOD = Duration.ofMillis(100);
    /** To hand work out costs by the whole fleet, not by what has changed. */
    private static final Duration DISPATCH_PERIOD = Duration.ofMillis(10);

    private static final Duration BUDGET_PERIOD = Duration.ofSeconds(1);
    /** While others decide studies too: their decisions are visible here after that time. */
    private static final Duration FOLLOW_PERIOD = Duration.ofMillis(50);

    private final StudyRuntime runtime;
    private final OutboxLoop outbox;
    private final InboxSource inbox;
    private final LeaseKeeper keeper;
    private final BudgetKeeper budgets;
    private final Clock clock;
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private Consumer<Instant> dispatch = now -> {};
    private Instant lastLeaseCheck = Instant.EPOCH;
    private Instant lastBudgetCheck = Instant.EPOCH;
    private Instant lastDispatch = Instant.EPOCH;
    private Instant lastFollow = Instant.EPOCH;
    private Optional<ReplyRelay> relay = Optional.empty();
    private Optional<Requests> requests = Optional.empty();
    private Runnable onDispatching = () -> {};
    private Ownership owned = Ownership.none(0);
    /** Something has changed since work was last handed out. */
    private boolean mayDispatch = true;

    private volatile boolean healthy;

    private final CompletableFuture<NewerVersionException> outdated = new CompletableFuture<>();

    public CoordinatorLoop(
            StudyRuntime runtime, OutboxLoop outbox, InboxSource inbox, LeaseKeeper keeper, Clock clock) {
        this.runtime = runtime;
        this.outbox = outbox;
        this.inbox = inbox;
        this.keeper = keeper;
        this.budgets = new BudgetKeeper(runtime);
        this.clock = clock;
    }

    /** True while the last round went through. */
    public boolean isHealthy() {
        return healthy;
    }

    /**
     * Completes when a coordinator of a newer version has written what this one must not decide without: the loop has ended then, and
     * nothing that it had not committed is lost to the next owner of its partitions.
     */
    public CompletableFuture<NewerVersionException> outdated() {
        return outdated;
    }

    /** A worker's connection broke. From any thread. */
    public void disconnected(WorkerId worker) {
        keeper.disconnected(worker);
    }

    /**
     * Lets the runtime's thread take in a study that was carried here, in its next round; see {@link StudyRuntime#adopt}.
     * From any thread.
     */
    public CompletableFuture<Boolean> adopt(StudyState state, List<JournalEntry> journal) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        orders.add(() -> {
            try {
                answer.complete(runtime.adopt(state, journal));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
                throw e; // as after any failed commit, the journal is read on from before the next round
            }
        });
        return answer.orTimeout(ORDER_SECONDS, TimeUnit.SECONDS);
    }

    /** Ends the loop after its current round. From any thread. */
    public void stop() {
        stop.countDown();
    }

    @Override
    public void run() {
        begin();
        while (stop.getCount() > 0) {
            if (!turn()) {
                pause();
            }
        }
    }

    /**
     * While this coordinator is the one that hands out work, it does so by {@code dispatcher} at the end of a round; before the
     * first round.
     *
     * @param begin called when it becomes that one
     */
    public void dispatchBy(Runnable begin, Consumer<Instant> dispatcher) {
        onDispatching = begin;
        dispatch = dispatcher;
    }

    /** Requests that others decide are answered by this; before the first round. */
    public void answerBy(ReplyRelay replyRelay) {
        relay = Optional.of(replyRelay);
    }

    /** Takes commands from there too, besides the inbox; before the first round. */
    public void decide(Requests commands) {
        requests = Optional.of(commands);
    }

    /** Before the first round: every lease counts from now. */
    public void begin() {
        runtime.partitionBy(inbox::partition);
        inbox.beforeLoss(runtime::settle);
        relay.ifPresent(answers -> answers.begin(runtime, inbox));
        runtime.whenCommitted(inbox::wake);
        runtime.whenMessagesWait(outbox::wake);
        runtime.listen(entries -> {
            outbox.committed();
            mayDispatch = true;
        });
        keeper.restart();
    }

    /**
     * One round, from where the journal ends; apart from {@link #run} so that a test can drive it.
     *
     * @return false if it failed: the next is due after {@link #PAUSE_AFTER_FAILURE}
     */
    public boolean turn() {
        try {
            if (!healthy) {
                recover();
            }
            round();
            healthy = true;
        } catch (NewerVersionException e) {
            healthy = false;
            stop();
            outdated.complete(e);
        } catch (RuntimeException e) {
            healthy = false;
            if (stop.getCount() > 0) {
                LOG.error("the coordinator's round failed; it is tried again in {}", PAUSE_AFTER_FAILURE, e);
            }
        }
        return healthy;
    }

    /** A commit may have been refused because another coordinator went on, or made and only its answer lost. */
    private void recover() {
        runtime.catchUp();
        inbox.rewind();
        outbox.wake();
    }

    private void round() {
        carryOutOrders();
        List<InboxBatch> batches = inbox.poll(POLL);
        takeOver(inbox.owned());
        batches.forEach(runtime::decide);
        requests.ifPresent(commands -> commands.decide(this::owns, runtime::decide));
        boolean unused = runtime.advance();
        Instant now = clock.instant();
        if (!owned.isWhole() && isOver(FOLLOW_PERIOD, lastFollow, now)) {
            lastFollow = now;
            runtime.follow();
        }
        relay.ifPresent(ReplyRelay::deliver);
        if (isOver(LEASE_PERIOD, lastLeaseCheck, now)) {
            lastLeaseCheck = now;
            keeper.keep(this::owns);
            mayDispatch = true;
        }
        if (isOver(BUDGET_PERIOD, lastBudgetCheck, now)) {
            lastBudgetCheck = now;
            budgets.check(this::owns, now);
        }
        if (mayDispatch && owned.has(Ownership.DISPATCHING) && isOver(DISPATCH_PERIOD, lastDispatch, now)) {
            mayDispatch = false;
            lastDispatch = now;
            dispatch.accept(clock.instant());
        }
    }

    /**
     * What was gained is decided from where the journal ends, and its leases count from now, since nobody may have heard the
     * workers for a while.
     */
    private void takeOver(Ownership now) {
        if (now.generation() == owned.generation()) {
            return;
        }
        Set<Integer> gained = new HashSet<>(now.partitions());
        gained.removeAll(owned.partitions());
        LOG.info("decides the studies of inbox partitions {} of {}, new {}", now.partitions(), now.of(), gained);
        runtime.settle();
        runtime.follow();
        keeper.restart(study -> gained.contains(inbox.partition(study)));
        if (gained.contains(Ownership.DISPATCHING)) {
            onDispatching.run();
        }
        owned = now;
        mayDispatch = true;
        outbox.wake();
    }

    private boolean owns(StudyId study) {
        return owned.has(inbox.partition(study));
    }

    /** Also true after the clock was set back. */
    private static boolean isOver(Duration period, Instant last, Instant now) {
        return Duration.between(last, now).abs().compareTo(period) >= 0;
    }

    private void carryOutOrders() {
        for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
            order.run();
        }
    }

    private void pause() {
        try {
            stop.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
    }
}
