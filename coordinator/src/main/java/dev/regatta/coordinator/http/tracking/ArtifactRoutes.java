package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.artifacts.ArtifactStore;
import dev.regatta.coordinator.tracking.model.ArtifactPath;
import dev.regatta.coordinator.tracking.model.TrackingException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Files below one prefix: PUT, GET, DELETE, and GET of the prefix itself with {@code ?path=} for a listing. */
final class ArtifactRoutes {

    private final ArtifactUpload uploads;
    private final WorkerExecutor workers;
    private final ArtifactStore artifacts;
    private final String prefix;

    ArtifactRoutes(Vertx vertx, WorkerExecutor workers, ArtifactStore artifacts, String prefix) {
        this.uploads = new ArtifactUpload(vertx, workers, artifacts);
        this.workers = workers;
        this.artifacts = artifacts;
        this.prefix = prefix;
    }

    /** Goes before all other routes, whose matching already fails on a path that cannot be decoded. */
    void guard(Router router) {
        router.route().handler(this::refuseDisguised);
    }

    void mount(Router router) {
        router.get(prefix).handler(this::list).failureHandler(ErrorReply::send);
        route(router, HttpMethod.PUT, this::put);
        route(router, HttpMethod.GET, this::get);
        route(router, HttpMethod.DELETE, this::delete);
    }

    private void route(Router router, HttpMethod method, Handler<RoutingContext> handler) {
        router.route(method, prefix + "/*").handler(handler).failureHandler(ErrorReply::send);
    }

    /**
     * Routes match what is left when dots are resolved; a path that was something else before is refused here. This
     * sees every request of the router, so it answers by itself: a failure handler would answer other routes' failures.
     */
    private void refuseDisguised(RoutingContext context) {
        if (context.request().path().startsWith(prefix + "/")) {
            try {
                path(context);
            } catch (TrackingException e) {
                ErrorReply.send(context, e);
                return;
            }
        }
        context.next();
    }

    private void put(RoutingContext context) {
        ArtifactPath path = path(context);
        context.request().pause();
        uploads.receive(context.request(), path)
                .onSuccess(done -> json(context, new JsonObject()))
                .onFailure(context::fail);
    }

    private void get(RoutingContext context) {
        ArtifactPath path = path(context);
        if (path.names().isEmpty()) {
            list(context);
            return;
        }
        new ArtifactDownload(workers, artifacts).send(context, path);
    }

    private void delete(RoutingContext context) {
        ArtifactPath path = path(context);
        workers.executeBlocking(
                        () -> {
                            artifacts.delete(path);
                            return new JsonObject();
                        },
                        false)
                .onSuccess(answer -> json(context, answer))
                .onFailure(context::fail);
    }

    private void list(RoutingContext context) {
        ArtifactPath path = RequestFields.of(context.queryParams())
                .text("path")
                .map(ArtifactPath::decoded)
                .orElse(ArtifactPath.ROOT);
        workers.executeBlocking(() -> ArtifactListing.files(artifacts, path, ArtifactPath.ROOT), false)
                .onSuccess(files -> json(context, files))
                .onFailure(context::fail);
    }

    private ArtifactPath path(RoutingContext context) {
        String raw = context.request().path();
        if (!raw.startsWith(prefix + "/")) {
            throw TrackingException.invalid("Invalid path '" + raw + "': it is disguised");
        }
        return ArtifactPath.encoded(raw.substring(prefix.length() + 1));
    }

    private static void json(RoutingContext context, JsonObject answer) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(answer.toBuffer());
    }
}
