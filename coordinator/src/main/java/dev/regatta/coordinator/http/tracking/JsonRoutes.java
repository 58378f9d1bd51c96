package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.http.BodyDeadline;
import dev.regatta.coordinator.tracking.model.TrackingException;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;

/** Routes that take fields and answer a JSON object. What they do may block; it runs on a worker thread. */
final class JsonRoutes {

    /** MLflow's own limit for a batch. */
    private static final long MOST_BODY_BYTES = 1_000_000;

    /** Answers a request, on a worker thread. */
    @FunctionalInterface
    interface Endpoint {
        JsonObject answer(RequestFields request);
    }

    private final BodyDeadline deadline;
    private final WorkerExecutor workers;
    private final Router router;
    private final String prefix;
    private final BodyHandler body = BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES);

    JsonRoutes(WorkerExecutor workers, Router router, String prefix, Duration bodyDeadline) {
        this.deadline = new BodyDeadline(bodyDeadline);
        this.workers = workers;
        this.router = router;
        this.prefix = prefix;
    }

    JsonRoutes post(String path, Endpoint endpoint) {
        Route route = router.route(HttpMethod.POST, prefix + path);
        route.handler(deadline).handler(body).handler(deadline::arrived);
        route.handler(context -> answer(context, endpoint, posted(context)));
        route.failureHandler(ErrorReply::send);
        return this;
    }

    JsonRoutes get(String path, Endpoint endpoint) {
        Route route = router.route(HttpMethod.GET, prefix + path);
        route.handler(context -> answer(context, endpoint, RequestFields.of(context.queryParams())));
        route.failureHandler(ErrorReply::send);
        return this;
    }

    private void answer(RoutingContext context, Endpoint endpoint, RequestFields request) {
        workers.executeBlocking(() -> endpoint.answer(request).toBuffer(), false)
                .onSuccess(answer -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(answer))
                .onFailure(context::fail);
    }

    private static RequestFields posted(RoutingContext context) {
        try {
            JsonObject object = context.body().asJsonObject();
            if (object != null) {
                return new RequestFields(object);
            }
        } catch (DecodeException | ClassCastException e) {
            throw notJson();
        }
        throw notJson();
    }

    private static TrackingException notJson() {
        return TrackingException.invalid("Malformed request: the body must be a JSON object");
    }
}
