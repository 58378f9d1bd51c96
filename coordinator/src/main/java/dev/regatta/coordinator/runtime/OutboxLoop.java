package dev.regatta.coordinator.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the outbox on a thread of its own, in order: decisions do not wait for the broker. Woken by messages
 * that someone waits for; the journal's entries are gathered for a twentieth of a second. Looks by itself once a second,
 * for what was left by an earlier process. A message is forgotten once the broker has it.
 *
 * <p>Publishes what belongs to the partitions that this coordinator owns, all of it anew whenever they change: their
 * last owner may have died before it did.
 */
public final class OutboxLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxLoop.class);
    private static final Duration GATHER = Duration.ofMillis(50);
    private static final int LOOK_ANYWAY = 20;
    private static final int PAGE = 1_000;
    private static final int PAGES_UNTIL_FORGOTTEN = 64;

    private final EventLog log;
    private final MessagePublisher publisher;
    private final Supplier<Ownership> owned;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread = new Thread(this, "outbox");
    private volatile boolean stopped;

    /** Entries were committed since the last look. */
    private volatile boolean grown;

    /** The last of the owned partitions' messages that was published; all before it were. Only this thread's. */
    private long published;

    private Ownership last = Ownership.none(0);

    /** The last page was a full one. Only this thread's. */
    private boolean isBehind;

    private int unforgottenPages;

    /** @param owned what is owned now; asked on the loop's own thread */
    public OutboxLoop(EventLog log, MessagePublisher publisher, Supplier<Ownership> owned) {
        this.log = log;
        this.publisher = publisher;
        this.owned = owned;
    }

    public void start() {
        thread.start();
    }

    /** Messages were committed. From any thread. */
    public void wake() {
        wakes.release();
    }

    /** Entries of the journal were committed. From any thread. */
    public void committed() {
        grown = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                boolean any = publishPage();
                if (!isBehind && !rest() && !any) {
                    forget();
                }
            } catch (RuntimeException e) {
                if (!stopped) {
                    LOG.error("the outbox could not be published; it is tried again", e);
                    wakes.drainPermits();
                    boolean unused = rest();
                }
            }
        }
    }

    /** Publishes the oldest messages, as {@link #run} does again and again; false if there were none. */
    public boolean publishPage() {
        wakes.drainPermits();
        grown = false;
        beginAnewIfOthersAreOwned();
        List<EventLog.Pending> pending = log.pending(last.partitions(), published, PAGE);
        isBehind = pending.size() >= PAGE;
        if (pending.isEmpty()) {
            return false;
        }
        publisher.publish(pending.stream().map(EventLog.Pending::message).toList());
        published = pending.get(pending.size() - 1).id();
        unforgottenPages++;
        if (unforgottenPages == PAGES_UNTIL_FORGOTTEN) {
            forget();
        }
        return true;
    }

    private void beginAnewIfOthersAreOwned() {
        Ownership now = owned.get();
        if (now.generation() != last.generation()) {
            if (now.has(Ownership.DISPATCHING)) {
                log.takeOverOlder();
            }
            last = now;
            published = 0;
            unforgottenPages = 0;
        }
    }

    /** A transaction of its own, which decisions would wait for: rare, since what is published twice does no harm. */
    private void forget() {
        if (unforgottenPages > 0) {
            log.forget(last.partitions(), published);
            unforgottenPages = 0;
        }
    }

    /** Waits until there may be something to publish; false if it only is time to look. */
    private boolean rest() {
        try {
            boolean woken = false;
            for (int i = 0; i < LOOK_ANYWAY && !woken && !stopped; i++) {
                woken = wakes.tryAcquire(GATHER.toMillis(), TimeUnit.MILLISECONDS) || grown;
            }
            return woken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
            return true;
        }
    }

    /** Ends it after the page in hand. */
    public void stop() throws InterruptedException {
        stopped = true;
        wakes.release();
        thread.join(TimeUnit.SECONDS.toMillis(10));
    }
}
