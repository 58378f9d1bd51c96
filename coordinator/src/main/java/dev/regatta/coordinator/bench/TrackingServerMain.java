package dev.regatta.coordinator.bench;

import dev.regatta.coordinator.artifacts.ArtifactFolder;
import dev.regatta.coordinator.http.ApiServer;
import dev.regatta.coordinator.http.tracking.TrackingRoutes;
import dev.regatta.coordinator.store.Database;
import dev.regatta.coordinator.store.DatabaseConfig;
import dev.regatta.coordinator.store.tracking.SqlRegistryStore;
import dev.regatta.coordinator.store.tracking.SqlTrackingStore;
import dev.regatta.coordinator.tracking.CurveService;
import dev.regatta.coordinator.tracking.ExperimentService;
import dev.regatta.coordinator.tracking.RunService;
import dev.regatta.coordinator.tracking.TrackingStore;
import dev.regatta.coordinator.tracking.registry.RegistryService;
import dev.regatta.coordinator.tracking.registry.RegistryStore;
import dev.regatta.coordinator.tracking.registry.VersionService;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** The tracking server alone: prints its port, the heap's size for each byte on standard input, and ends with it. */
final class TrackingServerMain {

    private TrackingServerMain() {}

    /** @param arguments the database's URL and the artifacts' folder */
    public static void main(String[] arguments) throws IOException {
        Vertx vertx = Vertx.vertx();
        DatabaseConfig config = new DatabaseConfig(arguments[0], Optional.empty(), DatabaseConfig.Synchronous.FULL);
        try (Database database = Database.open(config)) {
            System.out.println(
                    "READY " + listen(vertx, database, Path.of(arguments[1])).actualPort());
            long most = 0;
            while (System.in.read() >= 0) {
                most = Math.max(most, Runtime.getRuntime().totalMemory() >> 20);
                System.out.println("HEAP " + most);
            }
        } finally {
            vertx.close().await();
        }
    }

    private static HttpServer listen(Vertx vertx, Database database, Path artifacts) {
        InstantSource clock = InstantSource.system();
        TrackingStore store = new SqlTrackingStore(database);
        RegistryStore registry = new SqlRegistryStore(database);
        TrackingRoutes routes = new TrackingRoutes(
                vertx,
                new TrackingRoutes.Services(
                        new ExperimentService(store, clock),
                        new RunService(store, clock, UUID::randomUUID),
                        new CurveService(store),
                        new RegistryService(registry, clock),
                        new VersionService(registry, clock)),
                new ArtifactFolder(artifacts),
                artifacts.resolve("multipart"));
        Router router = Router.router(vertx);
        routes.mount(router);
        return vertx.createHttpServer(ApiServer.options().setHost("127.0.0.1").setPort(0))
                .requestHandler(router)
                .listen()
                .await();
    }
}
