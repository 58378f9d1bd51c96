package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.study.Decision;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Users' requests that wait for their study's answer. Thread-safe. */
public final class Replies {

    /** How long a request waits. */
    static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Map<String, CompletableFuture<Decision.Reply>> waiting = new ConcurrentHashMap<>();

    /** A new request: its id, and its answer to come; fails with a TimeoutException if none comes in 15 s. */
    public Request expect() {
        String id = UUID.randomUUID().toString();
        CompletableFuture<Decision.Reply> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        CompletableFuture<Decision.Reply> bounded = answer.orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((reply, late) -> waiting.remove(id));
        return new Request(id, bounded, answer);
    }

    /** Answers the request; false if nobody here waits for it. */
    boolean answer(Decision.Reply reply) {
        CompletableFuture<Decision.Reply> answer = waiting.remove(reply.request());
        return answer != null && answer.complete(reply);
    }

    boolean isExpected(String request) {
        return waiting.containsKey(request);
    }

    /**
     * A request and its answer to come.
     *
     * @param open fails the answer
     */
    public record Request(String id, CompletableFuture<Decision.Reply> answer, CompletableFuture<Decision.Reply> open) {

        /** No answer will come. */
        public void fail(Throwable reason) {
            open.completeExceptionally(reason);
        }
    }
}
