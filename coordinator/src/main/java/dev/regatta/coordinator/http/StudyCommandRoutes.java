package dev.regatta.coordinator.http;

import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.WarmStart;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.Problem;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.codec.MalformedMessageException;
import dev.regatta.protocol.command.ArchiveStudy;
import dev.regatta.protocol.command.Command;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.command.EnqueuePoint;
import dev.regatta.protocol.command.ExtendStudy;
import dev.regatta.protocol.command.KeyedCommand;
import dev.regatta.protocol.command.PauseStudy;
import dev.regatta.protocol.command.RestoreStudy;
import dev.regatta.protocol.command.ResumeStudy;
import dev.regatta.protocol.command.StopStudy;
import dev.regatta.protocol.study.Budget;
import dev.regatta.protocol.study.EnqueuedPoint;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.PriorTrial;
import dev.regatta.protocol.study.StudyExtension;
import dev.regatta.protocol.study.StudyFile;
import dev.regatta.protocol.study.StudySpec;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Requests that change a study: checked here, and answered once their study has decided. */
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
        Map.<String, Handler<RoutingContext>>of(
                        "pause",
                        this::pause,
                        "resume",
                        this::resume,
                        "extend",
                        this::extend,
                        "enqueue",
                        this::enqueue,
                        "archive",
                        this::archive,
                        "restore",
                        this::restore)
                .forEach((path, handler) -> router.post("/api/v1/studies/:study/" + path)
                        .handler(deadline)
                        .handler(body)
                        .handler(deadline::arrived)
                        .handler(handler));
    }

    private void pause(RoutingContext context) {
        toStudy(context, study -> {
            String reason = reason(context, "paused by a user");
            return request -> new PauseStudy(request, study, reason);
        });
    }

    private void resume(RoutingContext context) {
        toStudy(context, study -> request -> new ResumeStudy(request, study));
    }

    private void archive(RoutingContext context) {
        toStudy(context, study -> request -> new ArchiveStudy(request, study));
    }

    private void restore(RoutingContext context) {
        toStudy(context, study -> request -> new RestoreStudy(request, study));
    }

    private void extend(RoutingContext context) {
        toStudy(context, study -> {
            StudyExtension extension = Optional.ofNullable(studies.get(study))
                    .map(state -> StudyExtension.parse(text(context), state.spec()))
                    .orElseGet(() -> new StudyExtension(Optional.empty(), Budget.UNBOUNDED, List.of()));
            refuse("invalid_extension", "the extension", extension.errors());
            return request -> new ExtendStudy(request, study, extension.trials(), extension.budget());
        });
    }

    private void enqueue(RoutingContext context) {
        toStudy(context, study -> {
            EnqueuedPoint point = Optional.ofNullable(studies.get(study))
                    .map(state -> EnqueuedPoint.parse(text(context), state.spec()))
                    .orElseGet(() -> new EnqueuedPoint(Parameters.NONE, List.of()));
            refuse("invalid_point", "the point", point.errors());
            return request -> new EnqueuePoint(request, study, point.parameters());
        });
    }

    private static void refuse(String code, String what, List<Problem.FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new RefusedException(problem(code, what, errors));
        }
    }

    private static Problem problem(String code, String what, List<Problem.FieldError> errors) {
        int count = errors.size();
        return new Problem(code, what + " has " + count + (count == 1 ? " error" : " errors"), errors);
    }

    /** A body with errors. */
    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        RefusedException(Problem problem) {
            super(problem.message());
            this.problem = problem;
        }
    }

    private void toStudy(RoutingContext context, Function<StudyId, Function<String, Command>> command) {
        String name = context.pathParam("study");
        if (!StudyId.isValid(name)) {
            Responses.problem(context, 404, "not_found", "there is no study " + name);
            return;
        }
        try {
            StudyId study = new StudyId(name);
            Function<String, Command> plain = command.apply(study);
            send(
                    context,
                    200,
                    study,
                    key(context)
                            .<Function<String, Command>>map(
                                    key -> request -> new KeyedCommand(key, plain.apply(request)))
                            .orElse(plain));
        } catch (RefusedException e) {
            Responses.problem(context, 400, e.problem);
        } catch (MalformedMessageException e) {
            Responses.problem(context, 400, "invalid_body", "the body " + e.getMessage());
        } catch (InvalidParameterException e) {
            Responses.problem(context, 400, "invalid_parameter", String.valueOf(e.getMessage()));
        }
    }

    /** What names a wish, so that its repeat is known for one; of the IETF's draft "The Idempotency-Key HTTP Header Field". */
    private static Optional<String> key(RoutingContext context) {
        Optional<String> key = Optional.ofNullable(context.request().getHeader("Idempotency-Key"));
        key.filter(text -> text.isBlank() || text.length() > KeyedCommand.MOST_CHARACTERS)
                .ifPresent(text -> {
                    throw new InvalidParameterException("Idempotency-Key has " + text.length()
                            + " characters, must be 1 to " + KeyedCommand.MOST_CHARACTERS + ", not all blank");
                });
        return key;
    }

    private static String text(RoutingContext context) {
        return Optional.ofNullable(context.body().asString()).orElse("");
    }

    private void create(RoutingContext context) {
        StudyFile file = StudyFile.parse(text(context));
        if (file instanceof StudyFile.Invalid invalid) {
            Responses.problem(context, 400, problem("invalid_study", "the study file", invalid.errors()));
        } else if (file instanceof StudyFile.Valid valid) {
            if ("true".equals(context.request().getParam("validate_only"))) {
                Responses.json(context, 200, valid.spec());
                return;
            }
            create(context, valid.spec());
        }
    }

    private void create(RoutingContext context, StudySpec spec) {
        List<Problem.FieldError> missing = spec.warmStart().stream()
                .filter(study -> !studies.containsKey(study))
                .map(study -> new Problem.FieldError(
                        "warm_start", "warm_start has " + study + ", and there is no such study"))
                .toList();
        if (!missing.isEmpty()) {
            Responses.problem(context, 400, new Problem("invalid_study", "an earlier study is missing", missing));
            return;
        }
        List<StudyState> earlier = spec.warmStart().stream()
                .flatMap(study -> Optional.ofNullable(studies.get(study)).stream())
                .toList();
        List<PriorTrial> priors = WarmStart.priors(spec, earlier);
        send(context, 201, spec.name(), request -> new CreateStudy(request, spec.name(), spec, priors));
    }

    private void stop(RoutingContext context) {
        toStudy(context, study -> {
            String reason = reason(context, "stopped by a user");
            return request -> new StopStudy(request, study, reason);
        });
    }

    private static String reason(RoutingContext context, String otherwise) {
        String text = text(context);
        String reason = text.isBlank()
                ? otherwise
                : Json.read(text, StopRequest.class).reason().orElse(otherwise);
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
