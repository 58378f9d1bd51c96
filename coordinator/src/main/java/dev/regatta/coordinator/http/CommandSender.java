package dev.regatta.coordinator.http;

import dev.regatta.coordinator.runtime.DroppedDecisionException;
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

/** Sends commands to their study's decision and answers the request once it has decided. */
final class CommandSender {

    private final Replies replies;
    private final Function<Command, CompletableFuture<StudyId>> commands;

    CommandSender(Replies replies, Function<Command, CompletableFuture<StudyId>> commands) {
        this.replies = replies;
        this.commands = commands;
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
        var unused = commands.apply(sent).whenComplete((study, failure) -> {
            if (failure != null) {
                request.fail(failure);
            }
        });
        Future.fromCompletionStage(request.answer(), here)
                .onSuccess(reply -> answer(context, reply, answer))
                .onFailure(failure -> unanswered(context, sent.study(), failure));
    }

    private static void unanswered(RoutingContext context, StudyId study, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof OlderCoordinatorException older) {
            Responses.problem(context, 503, "older_coordinator", String.valueOf(older.getMessage()));
        } else {
            String what = cause instanceof DroppedDecisionException
                    ? "the decision of study " + study + " is not known to be on disk"
                    : "study " + study + " did not answer in time";
            Responses.problem(context, 503, "unavailable", what + "; look before you try again");
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
