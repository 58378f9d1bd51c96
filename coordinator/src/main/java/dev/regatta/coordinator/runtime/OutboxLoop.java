package dev.regatta.coordinator.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the outbox on a thread of its own, in order: decisions do not wait for the broker. Woken after commits that
 * someone waits to hear of; looks by itself twenty times a second, for the journal's entries and for what was left by an
 * earlier process. A message is forgotten once the broker has it.
 */
public final class OutboxLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxLoop.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int PAGE = 1_000;
    private static final int PAGES_UNTIL_FORGOTTEN = 64;

    private final EventLog log;
    private final MessagePublisher publisher;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread = new Thread(this, "outbox");
    private volatile boolean stopped;

    /** The last message that was published; all before it were. Only this thread's. */
    private long published;

    private int unforgottenPages;

    public OutboxLoop(EventLog log, MessagePublisher publisher) {
        this.log = log;
        this.publisher = publisher;
    }

    public void start() {
        thread.start();
    }

    /** Messages were committed. From any thread. */
    public void wake() {
        wakes.release();
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                if (!publishPage() && !rest()) {
                    forget();
                }
            } catch (RuntimeException e) {
                if (!stopped) {
                    LOG.error("the outbox could not be published; it is tried again", e);
                    boolean unused = rest();
                }
            }
        }
    }

    /** Publishes the oldest messages, as {@link #run} does again and again; false if there were none. */
    public boolean publishPage() {
        wakes.drainPermits();
        List<EventLog.Pending> pending = log.pending(published, PAGE);
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

    /** A transaction of its own, which decisions would wait for: rare, since what is published twice does no harm. */
    private void forget() {
        if (unforgottenPages > 0) {
            log.forget(published);
            unforgottenPages = 0;
        }
    }

    /** Waits for a commit; false if none came. */
    private boolean rest() {
        try {
            return wakes.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
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
