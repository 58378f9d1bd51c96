package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.study.Decision;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Users' requests that wait for their study's answer. Thread-safe. */
public final class Replies implements Consumer<Decision.Reply> {

    private static final long TIMEOUT_SECONDS = 15;

    private final Map<String, CompletableFuture<Decision.Reply>> waiting = new ConcurrentHashMap<>();

    /** A new request: its id, and its answer to come; fails with a TimeoutException if none comes in 15 s. */
    public Request expect() {
        String id = UUID.randomUUID().toString();
        CompletableFuture<Decision.Reply> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        CompletableFuture<Decision.Reply> bounded =
                answer.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).whenComplete((reply, late) -> waiting.remove(id));
        return new Request(id, bounded);
    }

    @Override
    public void accept(Decision.Reply reply) {
        CompletableFuture<Decision.Reply> answer = waiting.remove(reply.request());
        if (answer != null) {
            answer.complete(reply);
        }
    }

    /** A request and its answer to come. */
    public record Request(String id, CompletableFuture<Decision.Reply> answer) {}
}
