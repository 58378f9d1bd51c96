package dev.regatta.coordinator.runtime;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.command.Command;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Commands of users' requests on their way to a decision. Where this coordinator decides the study they go to its own loop, which
 * saves the way through the broker; else they go through the inbox. A command that is lost on the short way was not acknowledged, and
 * whoever sent it is told. Thread-safe but for {@link #decide}.
 */
public final class Requests implements Function<Command, CompletableFuture<StudyId>> {

    private final InboxSource inbox;
    private final Function<Command, CompletableFuture<StudyId>> broker;
    private final Queue<Request> waiting = new ConcurrentLinkedQueue<>();
    private BooleanSupplier isHealthy = () -> false;

    private record Request(Command command, CompletableFuture<StudyId> sent) {

        void follow(CompletableFuture<?> outcome) {
            var unused = outcome.whenComplete((done, failure) -> {
                if (failure == null) {
                    sent.complete(command.study());
                } else {
                    sent.completeExceptionally(failure);
                }
            });
        }
    }

    /** @param broker puts a command into the inbox; completes once it is there */
    public Requests(InboxSource inbox, Function<Command, CompletableFuture<StudyId>> broker) {
        this.inbox = inbox;
        this.broker = broker;
    }

    /** While the loop's rounds fail, commands wait in the inbox; before the first command. */
    void begin(BooleanSupplier loopIsHealthy) {
        isHealthy = loopIsHealthy;
    }

    /** Completes once the command is decided and answered, or in the inbox, from where it will be. */
    @Override
    public CompletableFuture<StudyId> apply(Command command) {
        if (!isHealthy.getAsBoolean() || !inbox.owned().has(inbox.partition(command.study()))) {
            return broker.apply(command);
        }
        Request request = new Request(command, new CompletableFuture<>());
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
        for (Request request = waiting.poll(); request != null; request = waiting.poll()) {
            boolean here = owns.test(request.command().study());
            request.follow(here ? decider.apply(request.command()) : broker.apply(request.command()));
        }
    }
}
