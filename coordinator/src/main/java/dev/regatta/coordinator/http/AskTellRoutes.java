package dev.regatta.coordinator.http;

import dev.regatta.coordinator.study.Attempt;
import dev.regatta.coordinator.study.AttemptState;
import dev.regatta.coordinator.study.Decision.Reply;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.coordinator.study.TrialDirectives;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.api.AskTell.AskAnswer;
import dev.regatta.protocol.api.AskTell.AskRequest;
import dev.regatta.protocol.api.AskTell.AskResult;
import dev.regatta.protocol.api.AskTell.DirectiveAnswer;
import dev.regatta.protocol.api.AskTell.HeartbeatRequest;
import dev.regatta.protocol.api.AskTell.ReportRequest;
import dev.regatta.protocol.api.AskTell.TellAnswer;
import dev.regatta.protocol.api.AskTell.TellRequest;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.codec.MalformedMessageException;
import dev.regatta.protocol.command.AskTrial;
import dev.regatta.protocol.command.ReportTrial;
import dev.regatta.protocol.command.TellTrial;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import dev.regatta.protocol.study.Objective;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Ask for a trial, report, renew the lease, tell: for programs outside the fleet, in any language. */
final class AskTellRoutes {

    private static final long BODY_LIMIT_BYTES = 1_048_576;
    private static final String STUDY = "/api/v1/studies/(?<study>[^/]+)/trials";
    private static final String NAMED_STUDY = "/api/v1/studies/:study/trials";
    private static final double RETRY_AFTER_SECONDS = 1;

    private final Map<StudyId, StudyState> studies;
    private final CommandSender sender;
    private final Function<WorkerHeartbeat, CompletableFuture<?>> heartbeats;
    private final Clock clock;
    private final Duration lease;

    AskTellRoutes(
            Map<StudyId, StudyState> studies,
            CommandSender sender,
            Function<WorkerHeartbeat, CompletableFuture<?>> heartbeats,
            Clock clock,
            Duration lease) {
        this.studies = studies;
        this.sender = sender;
        this.heartbeats = heartbeats;
        this.clock = clock;
        this.lease = lease;
    }

    void mount(Router router) {
        route(router, ":ask", (context, study) -> ask(context, study, read(context, AskRequest.class)));
        trialRoute(router, "report", (context, trial) -> report(context, trial, read(context, ReportRequest.class)));
        trialRoute(
                router,
                "heartbeat",
                (context, trial) -> heartbeat(context, trial, read(context, HeartbeatRequest.class)));
        trialRoute(router, "tell", (context, trial) -> tell(context, trial, read(context, TellRequest.class)));
    }

    /** A colon in a path would name a parameter: such routes are expressions, named as the API's description has them. */
    private static void route(Router router, String suffix, BiConsumer<RoutingContext, StudyId> handler) {
        mount(router, STUDY + suffix, NAMED_STUDY + suffix, context -> {
            String name = context.pathParam("study");
            if (StudyId.isValid(name)) {
                handler.accept(context, new StudyId(name));
            } else {
                Responses.problem(context, 404, "not_found", "there is no study " + name);
            }
        });
    }

    private static void trialRoute(Router router, String verb, BiConsumer<RoutingContext, TrialId> handler) {
        String path = STUDY + "/(?<trial>[0-9]{1,9}):" + verb;
        mount(router, path, NAMED_STUDY + "/:trial:" + verb, context -> {
            String name = context.pathParam("study");
            if (StudyId.isValid(name)) {
                handler.accept(context, new TrialId(new StudyId(name), Integer.parseInt(context.pathParam("trial"))));
            } else {
                Responses.problem(context, 404, "not_found", "there is no study " + name);
            }
        });
    }

    private static void mount(
            Router router, String expression, String name, io.vertx.core.Handler<RoutingContext> handler) {
        BodyDeadline deadline = new BodyDeadline(BodyDeadline.USUAL);
        router.postWithRegex(expression)
                .setName(name)
                .handler(deadline)
                .handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT_BYTES))
                .handler(deadline::arrived)
                .handler(context -> {
                    try {
                        handler.handle(context);
                    } catch (MalformedMessageException e) {
                        Responses.problem(context, 400, "invalid_body", "the body " + e.getMessage());
                    }
                });
    }

    private static <T> T read(RoutingContext context, Class<T> type) {
        String text = Optional.ofNullable(context.body().asString()).orElse("");
        return Json.read(text.isBlank() ? "{}" : text, type);
    }

    private void ask(RoutingContext context, StudyId study, AskRequest body) {
        AskTellBodies.Asking asking = AskTellBodies.asking(body);
        sender.send(
                context,
                request -> new AskTrial(request, study, asking.worker(), asking.ask()),
                reply -> Responses.json(context, 200, answer(reply)));
    }

    private AskAnswer answer(Reply reply) {
        if (!(reply instanceof Reply.Granted granted)) {
            return AskTellBodies.waiting(RETRY_AFTER_SECONDS);
        }
        Trial trial = trial(granted.attempt().trial()).orElseThrow();
        return new AskAnswer(
                AskResult.TRIAL,
                Optional.of(trial.id().number()),
                Optional.of(granted.attempt().number()),
                Optional.of(trial.parameters()),
                Optional.of(trial.seed()),
                Optional.of(trial.reportedEpoch()),
                Optional.of(granted.leaseEpoch()),
                Optional.of(lease.toSeconds()),
                Optional.empty());
    }

    private void report(RoutingContext context, TrialId trial, ReportRequest body) {
        var reports = AskTellBodies.reports(body);
        sender.send(
                context,
                request -> new ReportTrial(request, trial, body.leaseEpoch(), reports),
                reply -> Responses.json(
                        context, 200, new DirectiveAnswer(((Reply.Heard) reply).directive(), lease.toSeconds())));
    }

    private void tell(RoutingContext context, TrialId trial, TellRequest body) {
        List<String> metrics = Optional.ofNullable(studies.get(trial.study()))
                .map(study -> study.spec().objectives().stream()
                        .map(Objective::metric)
                        .toList())
                .orElse(List.of("value"));
        TellTrial.Result result = AskTellBodies.result(body, metrics);
        sender.send(
                context,
                request -> new TellTrial(request, trial, body.leaseEpoch(), result),
                reply -> Responses.json(context, 200, told(trial(trial).orElseThrow())));
    }

    private static TellAnswer told(Trial trial) {
        return new TellAnswer(trial.id().number(), trial.state().name(), trial.value());
    }

    /** Answered from the committed state: a renewal is no event. It reaches the lease's timer like any worker's. */
    private void heartbeat(RoutingContext context, TrialId id, HeartbeatRequest body) {
        Optional<Trial> trial = trial(id);
        Optional<Attempt> holder = trial.flatMap(Trial::current)
                .filter(attempt ->
                        attempt.state() == AttemptState.RUNNING && attempt.leaseEpoch() == body.leaseEpoch());
        if (trial.isEmpty()) {
            Responses.problem(context, 404, "not_found", "there is no trial " + id);
        } else if (holder.isEmpty()) {
            Responses.problem(
                    context, 409, "lease_lost", "lease " + body.leaseEpoch() + " of trial " + id + " is over");
        } else {
            AttemptId attempt = new AttemptId(id, holder.get().number());
            var heartbeat = AskTellBodies.heartbeat(attempt, holder.get(), trial.get(), clock.instant());
            DirectiveAnswer answer = new DirectiveAnswer(TrialDirectives.of(trial.get()), lease.toSeconds());
            Future.fromCompletionStage(
                            heartbeats.apply(heartbeat), context.vertx().getOrCreateContext())
                    .onSuccess(sent -> Responses.json(context, 200, answer))
                    .onFailure(failure ->
                            Responses.problem(context, 503, "unavailable", "the heartbeat was not taken in time"));
        }
    }

    private Optional<Trial> trial(TrialId id) {
        return Optional.ofNullable(studies.get(id.study())).flatMap(study -> study.trial(id));
    }
}
