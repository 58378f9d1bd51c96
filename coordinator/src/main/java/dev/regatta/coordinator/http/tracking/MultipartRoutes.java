package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.artifacts.MultipartUploads;
import dev.regatta.coordinator.tracking.model.ArtifactPath;
import dev.regatta.coordinator.tracking.model.TrackingException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Uploads in parts, which may be sent at the same time and again: {@code mpu/create}, a PUT for each part to the address
 * that it answered, {@code mpu/complete} or {@code mpu/abort}.
 */
final class MultipartRoutes {

    private static final long MOST_BODY_BYTES = 2_000_000;

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final MultipartUploads uploads;
    private final String prefix;

    MultipartRoutes(Vertx vertx, WorkerExecutor workers, MultipartUploads uploads, String prefix) {
        this.vertx = vertx;
        this.workers = workers;
        this.uploads = uploads;
        this.prefix = prefix;
    }

    void mount(Router router) {
        post(router, "create", this::create);
        post(router, "complete", this::complete);
        post(router, "abort", this::abort);
        router.put(prefix + "/part/:upload/:number").handler(this::part).failureHandler(ErrorReply::send);
    }

    private void post(Router router, String action, Function<RoutingContext, Callable<JsonObject>> handler) {
        router.post(prefix + "/" + action + "/*")
                .handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES))
                .handler(context -> workers.executeBlocking(handler.apply(context), false)
                        .onSuccess(answer -> json(context, answer))
                        .onFailure(context::fail))
                .failureHandler(ErrorReply::send);
    }

    private Callable<JsonObject> create(RoutingContext context) {
        RequestFields request = JsonRoutes.posted(context);
        ArtifactPath place = place(context, "create", request);
        long parts = request.requiredWhole("num_parts");
        String base = context.request().scheme() + "://" + context.request().authority() + prefix + "/part/";
        return () -> {
            String id = uploads.create(place, parts);
            JsonArray credentials = new JsonArray();
            for (long number = 1; number <= parts; number++) {
                credentials.add(new JsonObject()
                        .put("url", base + id + "/" + number)
                        .put("part_number", number)
                        .put("headers", new JsonObject()));
            }
            return new JsonObject().put("upload_id", id).put("credentials", credentials);
        };
    }

    private Callable<JsonObject> complete(RoutingContext context) {
        RequestFields request = JsonRoutes.posted(context);
        ArtifactPath place = place(context, "complete", request);
        String id = request.required("upload_id");
        List<Long> numbers = request.objects("parts", part -> part.requiredWhole("part_number"));
        return () -> {
            uploads.complete(id, place, numbers);
            return new JsonObject();
        };
    }

    private Callable<JsonObject> abort(RoutingContext context) {
        String id = JsonRoutes.posted(context).required("upload_id");
        return () -> {
            uploads.abort(id);
            return new JsonObject();
        };
    }

    private void part(RoutingContext context) {
        context.request().pause();
        String id = context.pathParam("upload");
        String number = context.pathParam("number");
        workers.executeBlocking(() -> uploads.part(id, number), false)
                .compose(file -> new Upload(vertx, context.request()).into(file))
                .onSuccess(received -> context.response()
                        .putHeader(HttpHeaders.ETAG, '"' + id + "-" + number + '"')
                        .end())
                .onFailure(context::fail);
    }

    /** The folder that the URL names, and in it the name of the file that the client reads. */
    private ArtifactPath place(RoutingContext context, String action, RequestFields request) {
        String start = prefix + "/" + action + "/";
        String raw = context.request().path();
        if (!raw.startsWith(start)) {
            throw TrackingException.invalid("Invalid path '" + raw + "': it is disguised");
        }
        String file = request.required("path");
        return ArtifactPath.encoded(raw.substring(start.length()))
                .resolve(ArtifactPath.decoded(file.substring(file.lastIndexOf('/') + 1)));
    }

    private static Future<Void> json(RoutingContext context, JsonObject answer) {
        return context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(answer.toBuffer());
    }
}
