package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.artifacts.ArtifactFolder;
import dev.regatta.coordinator.artifacts.ArtifactStore;
import dev.regatta.coordinator.http.ApiServer;
import dev.regatta.coordinator.http.BodyDeadline;
import dev.regatta.coordinator.http.RunRoutes;
import dev.regatta.coordinator.store.Database;
import dev.regatta.coordinator.store.tracking.SqlRegistryStore;
import dev.regatta.coordinator.store.tracking.SqlTrackingStore;
import dev.regatta.coordinator.tracking.CurveService;
import dev.regatta.coordinator.tracking.ExperimentService;
import dev.regatta.coordinator.tracking.LiveRuns;
import dev.regatta.coordinator.tracking.RunService;
import dev.regatta.coordinator.tracking.TrackingStore;
import dev.regatta.coordinator.tracking.live.PointFeed;
import dev.regatta.coordinator.tracking.registry.RegistryService;
import dev.regatta.coordinator.tracking.registry.RegistryStore;
import dev.regatta.coordinator.tracking.registry.VersionService;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;

/** The tracking API on loopback, with a database and artifacts in a folder. */
public final class TrackingServer implements AutoCloseable {

    public final RunService runs;
    public final Path artifacts;
    private final Vertx vertx = Vertx.vertx();
    private final Database database;
    private final HttpServer server;

    public TrackingServer(Path folder) {
        this(folder, new Bounds(BodyDeadline.USUAL, BodyBudget.USUAL, 50_000));
    }

    TrackingServer(Path folder, Bounds bounds) {
        this(folder, bounds, ArtifactFolder::new);
    }

    /**
     * What clients may not exceed.
     *
     * @param bodyDeadline how long a body may take
     * @param bodyBytes of all large bodies together
     * @param metrics of a run
     */
    public record Bounds(Duration bodyDeadline, long bodyBytes, int metrics) {}

    /** @param kept makes the artifacts' store, given a folder for it */
    public TrackingServer(Path folder, Bounds bounds, Function<Path, ArtifactStore> kept) {
        database = Database.open(folder.resolve("regatta.db"));
        artifacts = folder.resolve("artifacts");
        TrackingStore store = new SqlTrackingStore(database, bounds.metrics());
        InstantSource clock = InstantSource.system();
        PointFeed feed = new PointFeed();
        runs = new RunService(store, clock, UUID::randomUUID, feed);
        ExperimentService experiments = new ExperimentService(store, clock);
        Router router = Router.router(vertx);
        RegistryStore registry = new SqlRegistryStore(database);
        new TrackingRoutes(
                        vertx,
                        new TrackingRoutes.Services(
                                experiments,
                                runs,
                                new CurveService(store),
                                new RegistryService(registry, clock),
                                new VersionService(registry, clock)),
                        kept.apply(artifacts),
                        artifacts.resolve("multipart"),
                        bounds.bodyDeadline(),
                        bounds.bodyBytes())
                .mount(router);
        new RunRoutes(vertx, runs, new LiveRuns(runs, experiments, clock), feed).mount(router);
        server = vertx.createHttpServer(ApiServer.options())
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
    }

    public int port() {
        return server.actualPort();
    }

    public String uri() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        vertx.close().await();
        database.close();
    }
}
