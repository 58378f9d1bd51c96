package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.http.BodyDeadline;
import dev.regatta.coordinator.tracking.model.TrackingException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
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
import java.util.concurrent.CompletionStage;

/** Routes that take fields and answer a JSON object. What they do may block; it runs on a worker thread. */
final class JsonRoutes {

    /** MLflow's own limit for a batch. */
    static final long MOST_BODY_BYTES = 1_000_000;

    /** Answers a request, on a worker thread. */
    @FunctionalInterface
    interface Endpoint {
        JsonObject answer(RequestFields request);
    }

    /** Answers a request in the end; is called on a worker thread if the request is large, else on the event loop. */
    @FunctionalInterface
    interface SoonEndpoint {
        CompletionStage<JsonObject> answer(RequestFields request);
    }

    /** A body of this size takes longer to read than the event loop may be held up. */
    private static final int SMALL_BODY_BYTES = 8_192;

    private final BodyBudget budget;
    private final BodyDeadline deadline;
    private final WorkerExecutor workers;
    private final Router router;
    private final String prefix;
    private final BodyHandler body = BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES);

    JsonRoutes(WorkerExecutor workers, Router router, String prefix, BodyBudget budget, Duration bodyDeadline) {
        this.budget = budget;
        this.deadline = new BodyDeadline(bodyDeadline);
        this.workers = workers;
        this.router = router;
        this.prefix = prefix;
    }

    JsonRoutes post(String path, Endpoint endpoint) {
        return withBody(HttpMethod.POST, path, endpoint);
    }

    JsonRoutes patch(String path, Endpoint endpoint) {
        return withBody(HttpMethod.PATCH, path, endpoint);
    }

    /** Its fields may stand in the body or in the query. */
    JsonRoutes delete(String path, Endpoint endpoint) {
        return withBody(HttpMethod.DELETE, path, endpoint);
    }

    /** For writes, which wait for a commit that many share: no thread is held up by the waiting. */
    JsonRoutes postSoon(String path, SoonEndpoint endpoint) {
        return handled(HttpMethod.POST, path, context -> {
            if (context.body().length() <= SMALL_BODY_BYTES) {
                send(
                        context,
                        Future.fromCompletionStage(
                                endpoint.answer(posted(context)),
                                context.vertx().getOrCreateContext()));
                return;
            }
            Future<CompletionStage<JsonObject>> called =
                    workers.executeBlocking(() -> endpoint.answer(posted(context)), false);
            send(
                    context,
                    called.compose(stage ->
                            Future.fromCompletionStage(stage, context.vertx().getOrCreateContext())));
        });
    }

    private JsonRoutes withBody(HttpMethod method, String path, Endpoint endpoint) {
        return handled(method, path, context -> answer(context, endpoint, posted(context)));
    }

    private JsonRoutes handled(HttpMethod method, String path, Handler<RoutingContext> handler) {
        Route route = router.route(method, prefix + path);
        route.handler(budget).handler(deadline).handler(body).handler(deadline::arrived);
        route.handler(handler);
        route.failureHandler(ErrorReply::send);
        return this;
    }

    private static void send(RoutingContext context, Future<JsonObject> answer) {
        answer.onSuccess(object -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(object.toBuffer()))
                .onFailure(context::fail);
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

    static RequestFields posted(RoutingContext context) {
        if (context.request().method().equals(HttpMethod.DELETE)
                && context.body().length() <= 0) {
            return RequestFields.of(context.queryParams());
        }
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
