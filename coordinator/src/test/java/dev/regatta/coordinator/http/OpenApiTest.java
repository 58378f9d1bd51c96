package dev.regatta.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.regatta.coordinator.runtime.FleetRegistry;
import dev.regatta.coordinator.runtime.InMemoryEventLog;
import dev.regatta.coordinator.runtime.Replies;
import dev.regatta.coordinator.tracking.ExperimentService;
import dev.regatta.coordinator.tracking.InMemoryTrackingStore;
import dev.regatta.coordinator.tracking.LiveRuns;
import dev.regatta.coordinator.tracking.RunService;
import dev.regatta.coordinator.tracking.live.PointFeed;
import dev.regatta.protocol.StudyId;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The routes and openapi.yaml name the same operations. A route that is an expression carries its path as its name. */
class OpenApiTest {

    @Test
    void everyOperationHasItsRouteAndEveryRouteItsOperation() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            assertThat(routes(vertx)).isEqualTo(operations());
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    private static Set<String> routes(Vertx vertx) {
        ApiServer server = new ApiServer(
                vertx,
                new ApiServer.Parts(
                        Map.of(),
                        new FleetRegistry(),
                        new InMemoryEventLog(),
                        new Replies(),
                        command -> new CompletableFuture<>(),
                        heartbeat -> new CompletableFuture<Object>(),
                        message -> new CompletableFuture<Object>(),
                        archive -> new CompletableFuture<>(),
                        OpenApiTest.runs(vertx)::mount,
                        Clock.systemUTC(),
                        Duration.ofSeconds(15),
                        Map.of(),
                        Map.of()),
                Optional.empty());
        Set<String> routes = new TreeSet<>();
        server.router().getRoutes().stream()
                .filter(route -> route.getName() != null && !route.getName().equals("/health"))
                .filter(route -> !route.getName().equals("/api/v1/openapi.yaml"))
                .forEach(route -> route.methods().forEach(method -> routes.add(method.name() + " " + route.getName())));
        return routes;
    }

    private static RunRoutes runs(Vertx vertx) {
        InMemoryTrackingStore store = new InMemoryTrackingStore();
        Clock clock = Clock.systemUTC();
        RunService runs = new RunService(store, clock, UUID::randomUUID);
        return new RunRoutes(
                vertx, runs, new LiveRuns(runs, new ExperimentService(store, clock), clock), new PointFeed());
    }

    private static Set<String> operations() throws IOException {
        Set<String> operations = new TreeSet<>();
        try (InputStream file = StudyId.class.getResourceAsStream("openapi.yaml")) {
            JsonNode paths = new YAMLMapper().readTree(file).path("paths");
            paths.properties()
                    .forEach(path -> path.getValue()
                            .fieldNames()
                            .forEachRemaining(method -> operations.add(method.toUpperCase(java.util.Locale.ROOT) + " "
                                    + path.getKey().replaceAll("\\{(\\w+)}", ":$1"))));
        }
        return operations;
    }
}
