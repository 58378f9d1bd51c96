package dev.regatta.coordinator.runtime;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.command.Command;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Commands of users' requests on their way to a decision. Where this coordinator decides the study they go to its own loop, which
 * saves the way through the broker; else they go through the inbox. A command that is lost on the short way was not acknowledged, and
 * whoever sent it is told; one that nobody waits for any longer is not carried out. Thread-safe but for {@link #decide}.
 */
public final class Requests implements Function<Command, CompletableFuture<StudyId>> {

    private final InboxSource inbox;
    private final Function<Command, CompletableFuture<StudyId>> broker;
    private final Clock clock;
    private final Queue<Request> waiting = new ConcurrentLinkedQueue<>();

    private record Request(Command command, Instant came, CompletableFuture<StudyId> sent) {

        void follow(CompletableFuture<?> outcome) {
            var unused = outcome.whenComplete((done, failure) -> {
                if (failure == null) {
                    sent.complete(command.study());
                } else {
                    sent.completeExceptionally(failure);
                }
            });
        }

        boolean isOver(Instant now) {
            return Duration.between(came, now).compareTo(Replies.TIMEOUT) >= 0;
        }
    }

    /** @param broker puts a command into the inbox; completes once it is there */
    public Requests(InboxSource inbox, Function<Command, CompletableFuture<StudyId>> broker, Clock clock) {
        this.inbox = inbox;
        this.broker = broker;
        this.clock = clock;
    }

    /**
     * Completes once the command is decided and answered, or in the inbox, from where it will be; not at all if it comes to its
     * turn too late, see {@link Replies}.
     */
    @Override
    public CompletableFuture<StudyId> apply(Command command) {
        if (!inbox.owned().has(inbox.partition(command.study()))) {
            return broker.apply(command);
        }
        Instant now = clock.instant();
        waiting.removeIf(request -> request.isOver(now)); // while the loop's rounds fail nobody takes them
        Request request = new Request(command, now, new CompletableFuture<>());
        waiting.add(request);
        inbox.wake();
        return request.sent();
    }

    /**
     * Hands on what has come. For the loop's thread.
     *
     * @param owns whether a study is decided here, by now
     */
    void decide(Predicate<StudyId> owns, Function<Command, CompletableFuture<Void>> decider) {
        Instant now = clock.instant();
        for (Request request = waiting.poll(); request != null; request = waiting.poll()) {
            if (!request.isOver(now)) {
                boolean here = owns.test(request.command().study());
                request.follow(here ? decider.apply(request.command()) : broker.apply(request.command()));
            }
        }
    }
}
