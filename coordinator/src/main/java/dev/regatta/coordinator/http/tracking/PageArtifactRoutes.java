package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.artifacts.ArtifactStore;
import dev.regatta.coordinator.tracking.RunService;
import dev.regatta.coordinator.tracking.model.ArtifactPath;
import dev.regatta.coordinator.tracking.model.RunInfo;
import dev.regatta.coordinator.tracking.model.TrackingException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** A run's artifacts by the run's id, as MLflow's web page reads and uploads them. */
final class PageArtifactRoutes {

    private final ArtifactUpload uploads;
    private final WorkerExecutor workers;
    private final ArtifactStore artifacts;
    private final RunService runs;

    PageArtifactRoutes(Vertx vertx, WorkerExecutor workers, ArtifactStore artifacts, RunService runs) {
        this.uploads = new ArtifactUpload(vertx, workers, artifacts);
        this.workers = workers;
        this.artifacts = artifacts;
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
                .onSuccess(path -> new ArtifactDownload(workers, artifacts).send(context, path))
                .onFailure(context::fail);
    }

    private void upload(RoutingContext context) {
        context.request().pause();
        place(context)
                .compose(path -> uploads.receiveSome(context.request(), path))
                .onSuccess(done -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(new JsonObject().toBuffer()))
                .onFailure(context::fail);
    }

    /** Where the artifact lies; refused in the words of MLflow's page. */
    private Future<ArtifactPath> place(RoutingContext context) {
        RequestFields query = RequestFields.of(context.queryParams());
        if (query.textOrEmpty("run_id").isEmpty()
                && query.textOrEmpty("run_uuid").isEmpty()) {
            throw TrackingException.invalid("Request must specify run_uuid.");
        } else if (query.textOrEmpty("path").isEmpty()) {
            throw TrackingException.invalid("Request must specify path.");
        }
        ArtifactPath below = ArtifactPath.decoded(query.required("path"));
        String runId = RequestReader.runId(query);
        return workers.executeBlocking(() -> runs.info(runId), false)
                .map(RunInfo::artifactUri)
                .map(uri -> ArtifactListing.root(uri).resolve(below));
    }
}
