package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.tracking.RunService;
import dev.regatta.coordinator.tracking.model.ArtifactPath;
import dev.regatta.coordinator.tracking.model.RunInfo;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Files;
import java.nio.file.Path;

/** A run's artifacts by the run's id, as MLflow's web page reads and uploads them. */
final class PageArtifactRoutes {

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final ArtifactFolder folder;
    private final RunService runs;

    PageArtifactRoutes(Vertx vertx, WorkerExecutor workers, ArtifactFolder folder, RunService runs) {
        this.vertx = vertx;
        this.workers = workers;
        this.folder = folder;
        this.runs = runs;
    }

    void mount(Router router) {
        router.get("/get-artifact").handler(this::get).failureHandler(ErrorReply::send);
        router.post("/ajax-api/2.0/mlflow/upload-artifact")
                .handler(this::upload)
                .failureHandler(ErrorReply::send);
    }

    private void get(RoutingContext context) {
        place(context)
                .onSuccess(path -> new ArtifactDownload(workers, folder).send(context, path))
                .onFailure(context::fail);
    }

    private void upload(RoutingContext context) {
        context.request().pause();
        place(context)
                .compose(path -> workers.executeBlocking(folder::newUpload, false)
                        .compose(upload -> receive(context, upload, path)))
                .onSuccess(done -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(new JsonObject().toBuffer()))
                .onFailure(context::fail);
    }

    private Future<Path> receive(RoutingContext context, Path upload, ArtifactPath path) {
        return new Upload(vertx, context.request())
                .into(upload)
                .compose(received -> workers.executeBlocking(() -> folder.accept(upload, path), false))
                .recover(failure -> workers.executeBlocking(() -> Files.deleteIfExists(upload), false)
                        .compose(deleted -> Future.failedFuture(failure)));
    }

    /** Where the file lies below the artifacts' folder. */
    private Future<ArtifactPath> place(RoutingContext context) {
        RequestFields query = RequestFields.of(context.queryParams());
        ArtifactPath below = ArtifactPath.decoded(query.required("path"));
        String runId = RequestReader.runId(query);
        return workers.executeBlocking(() -> runs.info(runId), false)
                .map(RunInfo::artifactUri)
                .map(uri -> ArtifactListing.root(uri).resolve(below));
    }
}
