package dev.regatta.coordinator.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the outbox on a thread of its own, in order: decisions do not wait for the broker. Woken after commits; looks
 * by itself now and then, for what was left by an earlier process. A message is forgotten once the broker has it.
 */
public final class OutboxLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxLoop.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int PAGE = 1_000;

    private final EventLog log;
    private final MessagePublisher publisher;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread = new Thread(this, "outbox");
    private volatile boolean stopped;

    public OutboxLoop(EventLog log, MessagePublisher publisher) {
        this.log = log;
        this.publisher = publisher;
    }

    public void start() {
        thread.start();
    }

    /** Something was committed. From any thread. */
    public void wake() {
        wakes.release();
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                if (!publishPage()) {
                    rest();
                }
            } catch (RuntimeException e) {
                if (!stopped) {
                    LOG.error("the outbox could not be published; it is tried again", e);
                    rest();
                }
            }
        }
    }

    /** Publishes the oldest messages, as {@link #run} does again and again; false if there were none. */
    public boolean publishPage() {
        wakes.drainPermits();
        List<EventLog.Pending> pending = log.pending(PAGE);
        if (pending.isEmpty()) {
            return false;
        }
        publisher.publish(pending.stream().map(EventLog.Pending::message).toList());
        log.published(pending.stream().map(EventLog.Pending::id).toList());
        return true;
    }

    private void rest() {
        try {
            boolean unused = wakes.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    /** Ends it after the page in hand. */
    public void stop() throws InterruptedException {
        stopped = true;
        wakes.release();
        thread.join(TimeUnit.SECONDS.toMillis(10));
    }
}
