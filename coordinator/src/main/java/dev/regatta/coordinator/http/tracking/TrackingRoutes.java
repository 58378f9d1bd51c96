package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.artifacts.ArtifactStore;
import dev.regatta.coordinator.artifacts.MultipartUploads;
import dev.regatta.coordinator.http.BodyDeadline;
import dev.regatta.coordinator.tracking.CurveService;
import dev.regatta.coordinator.tracking.ExperimentService;
import dev.regatta.coordinator.tracking.RunService;
import dev.regatta.coordinator.tracking.model.ErrorCode;
import dev.regatta.coordinator.tracking.model.TrackingException;
import dev.regatta.coordinator.tracking.registry.RegistryService;
import dev.regatta.coordinator.tracking.registry.VersionService;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * MLflow's tracking API, under both of its prefixes. Who may call it is decided before: these routes ask for no
 * credentials.
 *
 * <p>A handler in front of these must pause the request while it waits for something, or the body is lost.
 */
public final class TrackingRoutes {

    private static final List<String> PREFIXES = List.of("/api/2.0", "/ajax-api/2.0");

    /** The version of MLflow whose API this is. */
    private static final String MLFLOW_VERSION = "2.17.2";

    /** Writers wait for each other in here, so more threads than that would only wait. */
    private static final int WORKERS = 16;

    private final BodyBudget bodyBudget;
    private final Duration bodyDeadline;
    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final ExperimentEndpoints experiments;
    private final RunEndpoints runs;
    private final CurveEndpoints curves;
    private final ModelEndpoints models;
    private final VersionEndpoints versions;
    private final ArtifactStore artifacts;
    private final ArtifactListing listing;
    private final PageArtifactRoutes pageArtifacts;
    private final MultipartUploads multipart;

    /** The rules behind the endpoints. */
    public record Services(
            ExperimentService experiments,
            RunService runs,
            CurveService curves,
            RegistryService models,
            VersionService versions) {}

    /**
     * @param artifacts keeps all runs' artifacts
     * @param parts a folder for parts of artifacts that are not whole yet; made when it is first needed
     */
    public TrackingRoutes(Vertx vertx, Services services, ArtifactStore artifacts, Path parts) {
        this(vertx, services, artifacts, parts, BodyDeadline.USUAL, BodyBudget.USUAL);
    }

    TrackingRoutes(
            Vertx vertx,
            Services services,
            ArtifactStore artifacts,
            Path parts,
            Duration bodyDeadline,
            long bodyBytes) {
        this.bodyBudget = new BodyBudget(bodyBytes);
        this.bodyDeadline = bodyDeadline;
        this.vertx = vertx;
        this.workers = vertx.createSharedWorkerExecutor("regatta-tracking", WORKERS);
        this.experiments = new ExperimentEndpoints(services.experiments());
        this.runs = new RunEndpoints(services.runs());
        this.curves = new CurveEndpoints(services.curves());
        this.models = new ModelEndpoints(services.models());
        this.versions = new VersionEndpoints(services.versions(), services.models(), services.runs());
        this.artifacts = artifacts;
        this.pageArtifacts = new PageArtifactRoutes(vertx, workers, artifacts, services.runs());
        this.multipart = new MultipartUploads(parts, artifacts);
        this.listing = new ArtifactListing(services.runs(), artifacts);
    }

    public void mount(Router router) {
        PREFIXES.forEach(prefix -> artifacts(prefix).guard(router));
        pageArtifacts.mount(router);
        router.get("/version").handler(TrackingRoutes::version);
        PREFIXES.forEach(prefix -> mount(router, prefix));
    }

    private void mount(Router router, String prefix) {
        JsonRoutes json = new JsonRoutes(workers, router, prefix + "/mlflow/", bodyBudget, bodyDeadline);
        experiments.mount(json);
        runs.mount(json);
        curves.mount(json);
        models.mount(json);
        versions.mount(json);
        listing.mount(json);
        router.route(prefix + "/mlflow/*").handler(TrackingRoutes::unknown).failureHandler(ErrorReply::send);
        artifacts(prefix).mount(router);
        new MultipartRoutes(vertx, workers, multipart, prefix + "/mlflow-artifacts/mpu").mount(router);
    }

    private ArtifactRoutes artifacts(String prefix) {
        return new ArtifactRoutes(vertx, workers, artifacts, prefix + "/mlflow-artifacts/artifacts");
    }

    private static void version(RoutingContext context) {
        context.response().putHeader("Content-Type", "text/plain").end(MLFLOW_VERSION);
    }

    private static void unknown(RoutingContext context) {
        String asked = context.request().method() + " " + context.normalizedPath();
        context.fail(new TrackingException(ErrorCode.ENDPOINT_NOT_FOUND, "No endpoint " + asked));
    }
}
