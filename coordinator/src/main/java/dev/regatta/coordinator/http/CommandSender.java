package dev.regatta.coordinator.http;

import dev.regatta.coordinator.runtime.OlderCoordinatorException;
import dev.regatta.coordinator.runtime.Replies;
import dev.regatta.coordinator.study.Decision;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.command.Command;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Sends commands through the inbox and answers the request once the study has decided. */
final class CommandSender {

    private final Replies replies;
    private final Function<Command, CompletableFuture<StudyId>> inbox;

    CommandSender(Replies replies, Function<Command, CompletableFuture<StudyId>> inbox) {
        this.replies = replies;
        this.inbox = inbox;
    }

    /**
     * Sends a command.
     *
     * @param command from the request's id
     * @param answer called on the request's context, for what is not refused
     */
    void send(RoutingContext context, Function<String, Command> command, Consumer<Decision.Reply> answer) {
        Replies.Request request = replies.expect();
        Command sent = command.apply(request.id());
        Context here = context.vertx().getOrCreateContext();
        CompletableFuture<Decision.Reply> decided = inbox.apply(sent).thenCompose(study -> request.answer());
        Future.fromCompletionStage(decided, here)
                .onSuccess(reply -> answer(context, reply, answer))
                .onFailure(failure -> unanswered(context, sent.study(), failure));
    }

    private static void unanswered(RoutingContext context, StudyId study, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof OlderCoordinatorException older) {
            Responses.problem(context, 503, "older_coordinator", String.valueOf(older.getMessage()));
        } else {
            Responses.problem(
                    context,
                    503,
                    "unavailable",
                    "study " + study + " did not answer in time; look before you try again");
        }
    }

    private static void answer(RoutingContext context, Decision.Reply reply, Consumer<Decision.Reply> answer) {
        if (reply instanceof Decision.Reply.Conflict conflict) {
            Responses.problem(context, 409, "conflict", conflict.message());
        } else if (reply instanceof Decision.Reply.Refused refused) {
            Responses.problem(context, 409, refused.code(), refused.message());
        } else if (reply instanceof Decision.Reply.NotFound missing) {
            Responses.problem(context, 404, "not_found", missing.message());
        } else {
            answer.accept(reply);
        }
    }
}
