package dev.regatta.coordinator.http;

import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.Problem;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.codec.MalformedMessageException;
import dev.regatta.protocol.command.Command;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.command.StopStudy;
import dev.regatta.protocol.study.StudyFile;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Requests that change a study: checked here, sent through the inbox, answered once their study has decided. */
final class StudyCommandRoutes {

    private static final long BODY_LIMIT_BYTES = 1_048_576;
    private static final int REASON_CHARACTERS = 500;

    private final Map<StudyId, StudyState> studies;
    private final CommandSender sender;

    StudyCommandRoutes(Map<StudyId, StudyState> studies, CommandSender sender) {
        this.studies = studies;
        this.sender = sender;
    }

    void mount(Router router) {
        BodyHandler body = BodyHandler.create(false).setBodyLimit(BODY_LIMIT_BYTES);
        BodyDeadline deadline = new BodyDeadline(BodyDeadline.USUAL);
        router.post("/api/v1/studies")
                .handler(deadline)
                .handler(body)
                .handler(deadline::arrived)
                .handler(this::create);
        router.post("/api/v1/studies/:study/stop")
                .handler(deadline)
                .handler(body)
                .handler(deadline::arrived)
                .handler(this::stop);
    }

    private void create(RoutingContext context) {
        String text = Optional.ofNullable(context.body().asString()).orElse("");
        StudyFile file = StudyFile.parse(text);
        if (file instanceof StudyFile.Invalid invalid) {
            int count = invalid.errors().size();
            String message = "the study file has " + count + (count == 1 ? " error" : " errors");
            Responses.problem(context, 400, new Problem("invalid_study", message, invalid.errors()));
        } else if (file instanceof StudyFile.Valid valid) {
            StudyId study = valid.spec().name();
            send(context, 201, study, request -> new CreateStudy(request, study, valid.spec()));
        }
    }

    private void stop(RoutingContext context) {
        String name = context.pathParam("study");
        if (!StudyId.isValid(name)) {
            Responses.problem(context, 404, "not_found", "there is no study " + name);
            return;
        }
        try {
            String reason = reason(context);
            StudyId study = new StudyId(name);
            send(context, 200, study, request -> new StopStudy(request, study, reason));
        } catch (MalformedMessageException e) {
            Responses.problem(context, 400, "invalid_body", "the body " + e.getMessage());
        }
    }

    private static String reason(RoutingContext context) {
        String text = Optional.ofNullable(context.body().asString()).orElse("");
        String reason = text.isBlank()
                ? "stopped by a user"
                : Json.read(text, StopRequest.class).reason().orElse("stopped by a user");
        if (reason.length() > REASON_CHARACTERS) {
            throw new MalformedMessageException(
                    "has a reason of " + reason.length() + " characters, must be ≤ " + REASON_CHARACTERS);
        }
        return reason;
    }

    /** The body of a stop. */
    record StopRequest(Optional<String> reason) {}

    private void send(RoutingContext context, int success, StudyId study, Function<String, Command> command) {
        sender.send(context, command, reply -> {
            StudyState state = studies.get(study);
            if (state == null) {
                Responses.problem(context, 503, "unavailable", "study " + study + " is decided by another coordinator");
            } else {
                Responses.json(context, success, StudyViews.study(state));
            }
        });
    }
}
