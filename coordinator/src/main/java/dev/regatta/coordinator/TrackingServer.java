package dev.regatta.coordinator;

import dev.regatta.coordinator.artifacts.ArtifactStore;
import dev.regatta.coordinator.http.RunRoutes;
import dev.regatta.coordinator.http.tracking.TrackingRoutes;
import dev.regatta.coordinator.store.Database;
import dev.regatta.coordinator.store.tracking.SqlRegistryStore;
import dev.regatta.coordinator.store.tracking.SqlTrackingStore;
import dev.regatta.coordinator.tracking.CurveService;
import dev.regatta.coordinator.tracking.ExperimentService;
import dev.regatta.coordinator.tracking.LiveRuns;
import dev.regatta.coordinator.tracking.RunService;
import dev.regatta.coordinator.tracking.SharedRuns;
import dev.regatta.coordinator.tracking.live.PointFeed;
import dev.regatta.coordinator.tracking.registry.RegistryService;
import dev.regatta.coordinator.tracking.registry.RegistryStore;
import dev.regatta.coordinator.tracking.registry.VersionService;
import dev.regatta.protocol.TrialId;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the tracking server's parts together: its routes, and the watch over runs whose clients fell silent. */
final class TrackingServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrackingServer.class);
    private static final long SILENCE_CHECK_MS = 1_000;

    private final Vertx vertx;
    private final LiveRuns live;
    private final TrackingRoutes tracking;
    private final RunRoutes runs;
    private final Optional<SharedRuns> shared;
    private volatile boolean closed;

    /** @param uploads where parts of artifacts lie until all have come */
    TrackingServer(Vertx vertx, Database database, ArtifactStore artifacts, Path uploads, Clock clock) {
        this.vertx = vertx;
        SqlTrackingStore store = new SqlTrackingStore(database);
        RegistryStore registry = new SqlRegistryStore(database);
        PointFeed feed = new PointFeed();
        ExperimentService experiments = new ExperimentService(store, clock);
        RunService service = new RunService(store, clock, UUID::randomUUID, feed);
        live = new LiveRuns(service, experiments, clock, database.isShared());
        tracking = new TrackingRoutes(
                vertx,
                new TrackingRoutes.Services(
                        experiments,
                        service,
                        new CurveService(store),
                        new RegistryService(registry, clock),
                        new VersionService(registry, clock)),
                artifacts,
                uploads);
        runs = new RunRoutes(vertx, service, live, feed);
        shared = database.isShared() ? Optional.of(new SharedRuns(service, feed)) : Optional.empty();
    }

    /** Ends runs whose client falls silent from now on, and follows what other servers of the database log. */
    void start() {
        live.restart();
        vertx.setPeriodic(SILENCE_CHECK_MS, timer -> endSilent());
    }

    /** Ends no run from now on; before {@link Vertx} is closed, which then takes no more work. */
    @Override
    public void close() {
        closed = true;
    }

    void endSilent() {
        if (closed) {
            return;
        }
        vertx.executeBlocking(
                        () -> {
                            live.endSilent();
                            shared.ifPresent(SharedRuns::look);
                            return Boolean.TRUE;
                        },
                        true)
                .onFailure(failure -> {
                    if (!closed) { // else it was among what a closing Vert.x refused
                        LOG.warn("silent runs could not be ended", failure);
                    }
                });
    }

    void mount(Router router) {
        tracking.mount(router);
        runs.mount(router);
    }

    /** See {@link LiveRuns#endTrial}. */
    void endTrial(TrialId trial, boolean failed, String reason) {
        live.endTrial(trial, failed, reason);
    }
}
