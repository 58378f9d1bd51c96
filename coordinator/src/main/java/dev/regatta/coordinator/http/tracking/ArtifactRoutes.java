package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.tracking.model.ArtifactPath;
import dev.regatta.coordinator.tracking.model.TrackingException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files below one prefix: PUT, GET, DELETE, and GET of the prefix itself with {@code ?path=} for a listing. */
final class ArtifactRoutes {

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final ArtifactFolder folder;
    private final String prefix;

    ArtifactRoutes(Vertx vertx, WorkerExecutor workers, ArtifactFolder folder, String prefix) {
        this.vertx = vertx;
        this.workers = workers;
        this.folder = folder;
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
        workers.executeBlocking(folder::newUpload, false)
                .compose(upload -> receive(context, upload, path))
                .onSuccess(done -> json(context, new JsonObject()))
                .onFailure(context::fail);
    }

    private Future<Path> receive(RoutingContext context, Path upload, ArtifactPath path) {
        return new Upload(vertx, context.request())
                .into(upload)
                .compose(received -> workers.executeBlocking(() -> folder.accept(upload, path), false))
                .recover(failure -> workers.executeBlocking(() -> Files.deleteIfExists(upload), false)
                        .compose(deleted -> Future.failedFuture(failure)));
    }

    private void get(RoutingContext context) {
        ArtifactPath path = path(context);
        if (path.names().isEmpty()) {
            list(context);
            return;
        }
        new ArtifactDownload(workers, folder).send(context, path);
    }

    private void delete(RoutingContext context) {
        ArtifactPath path = path(context);
        workers.executeBlocking(
                        () -> {
                            folder.delete(path);
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
        workers.executeBlocking(() -> ArtifactListing.files(folder, path, ArtifactPath.ROOT), false)
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
