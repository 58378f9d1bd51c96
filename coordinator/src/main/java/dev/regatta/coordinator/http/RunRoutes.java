package dev.regatta.coordinator.http;

import dev.regatta.coordinator.tracking.LiveRuns;
import dev.regatta.coordinator.tracking.RunService;
import dev.regatta.coordinator.tracking.live.PointFeed;
import dev.regatta.coordinator.tracking.model.ErrorCode;
import dev.regatta.coordinator.tracking.model.RunInfo;
import dev.regatta.coordinator.tracking.model.TrackingException;
import dev.regatta.coordinator.tracking.search.RunCursor;
import dev.regatta.protocol.api.RunView;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.codec.MalformedMessageException;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What runs have beyond MLflow's API. What blocks runs on worker threads. */
public final class RunRoutes {

    private static final long BODY_LIMIT_BYTES = 10_000;
    private static final int USUAL_PAGE = 1_000;
    private static final int LARGEST_PAGE = 50_000;
    private static final long USUAL_TIMEOUT_SECONDS = 60;

    private final Vertx vertx;
    private final RunService runs;
    private final LiveRuns live;
    private final PointStreams streams;

    public RunRoutes(Vertx vertx, RunService runs, LiveRuns live, PointFeed feed) {
        this.vertx = vertx;
        this.runs = runs;
        this.live = live;
        this.streams = new PointStreams(vertx, feed);
    }

    public void mount(Router router) {
        BodyHandler body = BodyHandler.create(false).setBodyLimit(BODY_LIMIT_BYTES);
        BodyDeadline deadline = new BodyDeadline(BodyDeadline.USUAL);
        router.get("/api/v1/runs").handler(this::list);
        router.post("/api/v1/runs/:run/heartbeat")
                .handler(deadline)
                .handler(body)
                .handler(deadline::arrived)
                .handler(this::heartbeat);
        router.post("/api/v1/runs/:run/resume")
                .handler(deadline)
                .handler(body)
                .handler(deadline::arrived)
                .handler(this::resume);
        router.get("/api/v1/runs/:run/points/stream").handler(this::stream);
    }

    private void list(RoutingContext context) {
        answer(context, () -> {
            long experiment = number(context, "experiment_id", 0, 0, Long.MAX_VALUE);
            int limit = (int) number(context, "limit", USUAL_PAGE, 1, LARGEST_PAGE);
            Optional<RunCursor> after =
                    Optional.ofNullable(context.request().getParam("after")).map(RunCursor::parse);
            List<RunInfo> page = runs.list(experiment, after, limit);
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("runs", page.stream().map(RunRoutes::view).toList());
            if (page.size() == limit) {
                body.put("after", RunCursor.of(page.get(limit - 1)).toString());
            }
            return body;
        });
    }

    /** The body of a heartbeat. */
    record Heartbeat(Optional<Long> timeoutSeconds) {}

    private void heartbeat(RoutingContext context) {
        answer(context, () -> {
            long seconds = body(context, Heartbeat.class).timeoutSeconds().orElse(USUAL_TIMEOUT_SECONDS);
            live.heartbeat(context.pathParam("run"), Duration.ofSeconds(seconds));
            return Map.of("timeout_seconds", seconds);
        });
    }

    /** The body of a resume. */
    record Resume(Optional<Long> afterStep) {
        private long required() {
            return afterStep.orElseThrow(
                    () -> TrackingException.invalid("after_step is missing, must be a whole number"));
        }
    }

    private void resume(RoutingContext context) {
        answer(
                context,
                () -> view(runs.resume(
                        context.pathParam("run"), body(context, Resume.class).required())));
    }

    private void stream(RoutingContext context) {
        vertx.executeBlocking(() -> runs.info(context.pathParam("run")), false)
                .onSuccess(run -> streams.open(context, run.runId()))
                .onFailure(failure -> refuse(context, failure));
    }

    private static <T> T body(RoutingContext context, Class<T> type) {
        String text = Optional.ofNullable(context.body().asString()).orElse("");
        return Json.read(text.isBlank() ? "{}" : text, type);
    }

    private static long number(RoutingContext context, String name, long usual, long least, long most) {
        String given = context.request().getParam(name);
        if (given == null) {
            return usual;
        }
        try {
            long number = Long.parseLong(given);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw outOfBounds(name, given, least, most);
        }
        throw outOfBounds(name, given, least, most);
    }

    private static TrackingException outOfBounds(String name, String given, long least, long most) {
        return TrackingException.invalid(name + " is " + given + ", must be " + least + " to " + most);
    }

    private static RunView view(RunInfo run) {
        return new RunView(
                run.runId(),
                Long.toString(run.experimentId()),
                run.name(),
                run.status().name(),
                Instant.ofEpochMilli(run.startTimeMs()),
                run.endTimeMs().isPresent()
                        ? Optional.of(Instant.ofEpochMilli(run.endTimeMs().getAsLong()))
                        : Optional.empty());
    }

    private void answer(RoutingContext context, Callable<Object> work) {
        vertx.executeBlocking(work, false)
                .onSuccess(body -> Responses.json(context, 200, body))
                .onFailure(failure -> refuse(context, failure));
    }

    private static void refuse(RoutingContext context, Throwable failure) {
        if (failure instanceof TrackingException refused) {
            boolean missing = refused.code() == ErrorCode.RESOURCE_DOES_NOT_EXIST;
            Responses.problem(
                    context, missing ? 404 : 400, missing ? "not_found" : "invalid_parameter", refused.reason());
        } else if (failure instanceof MalformedMessageException malformed) {
            Responses.problem(context, 400, "invalid_body", "the body " + malformed.getMessage());
        } else {
            context.fail(failure);
        }
    }
}
