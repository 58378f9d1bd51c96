package dev.regatta.coordinator.runtime;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Publishes messages. */
public interface MessagePublisher {

    /** Returns once every message is acknowledged, in their order for each topic and key; throws if one is not. */
    void publish(List<Outgoing> messages);

    /**
     * As {@link #publish}, without waiting: completes on any thread. A publisher that cannot do without waiting has published
     * when this returns.
     */
    default CompletableFuture<?> send(List<Outgoing> messages) {
        try {
            publish(messages);
            return CompletableFuture.completedFuture(messages);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
