package dev.regatta.coordinator.http;

import dev.regatta.coordinator.archive.StudyArchive;
import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.runtime.FleetRegistry;
import dev.regatta.coordinator.runtime.JournalListener;
import dev.regatta.coordinator.runtime.Replies;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.Problem;
import dev.regatta.protocol.command.Command;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: access control in front, then the API, the tracking API, the stream and the dashboard. */
public final class ApiServer {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    /**
     * What the routes serve from.
     *
     * @param control sends to a worker
     * @param adopt takes in a study that was carried here; false if there is such a study already
     * @param tracking mounts the tracking server's routes
     * @param silence time without a heartbeat after which a worker no longer counts as alive
     * @param quotas the attempts that an owner's studies may have at a time
     * @param health what must be up, by name
     */
    public record Parts(
            Map<StudyId, StudyState> studies,
            FleetRegistry fleet,
            EventLog log,
            Replies replies,
            Function<Command, CompletableFuture<StudyId>> commands,
            Function<WorkerHeartbeat, CompletableFuture<?>> heartbeats,
            Function<ControlMessage, CompletableFuture<?>> control,
            Function<StudyArchive, CompletableFuture<Boolean>> adopt,
            Consumer<Router> tracking,
            Clock clock,
            Duration silence,
            Map<String, Integer> quotas,
            Map<String, BooleanSupplier> health) {}

    private static final int IDLE_SECONDS = 90;

    private final Vertx vertx;
    private final Router router;
    private final EventStreams streams;

    public ApiServer(Vertx vertx, Parts parts, Optional<BearerToken> token) {
        this.vertx = vertx;
        this.router = Router.router(vertx);
        FleetRoutes fleet = new FleetRoutes(parts.fleet(), parts.control(), parts.clock(), parts.silence());
        this.streams = new EventStreams(vertx, parts.log(), parts.studies(), fleet::list);
        TrialNotes notes =
                new TrialNotes(parts.studies(), parts.fleet(), parts.quotas(), parts.clock(), parts.silence());
        router.route().handler(ApiServer::secure).handler(new AccessControl(token));
        new HealthRoutes(parts.health()).mount(router);
        new StudyRoutes(parts.studies(), parts.fleet(), notes, parts.log()).mount(router);
        new JournalRoutes(parts.studies(), parts.log()).mount(router);
        CommandSender sender = new CommandSender(parts.replies(), parts.commands());
        new StudyCommandRoutes(parts.studies(), sender).mount(router);
        new AskTellRoutes(parts.studies(), sender, parts.heartbeats(), parts.clock(), parts.silence()).mount(router);
        new AnalysisRoutes(parts.studies()).mount(router);
        new WhatIfRoutes(parts.studies(), parts.log()).mount(router);
        new ArchiveRoutes(parts.studies(), parts.log(), parts.adopt(), parts.clock()).mount(router);
        new ReplayRoutes(parts.studies(), parts.log()).mount(router);
        LedgerCache ledgers = new LedgerCache(parts.log());
        new LedgerRoutes(parts.studies(), ledgers, parts.clock()).mount(router);
        new MetricsRoutes(parts, ledgers).mount(router);
        fleet.mount(router);
        streams.mount(router);
        router.get("/api/v1/schema/study").handler(ApiServer::schema);
        router.get("/api/v1/openapi.yaml").handler(ApiServer::openApi);
        parts.tracking().accept(router);
        new DashboardRoutes().mount(router);
        router.route()
                .handler(context -> Responses.problem(
                        context,
                        404,
                        "not_found",
                        "there is nothing at " + context.request().method() + " "
                                + context.request().path()));
        // Failure handlers are asked in their order: the tracking API's own come first.
        router.route().failureHandler(ApiServer::failed);
    }

    /** To be told of every commit, so that the streams go on. */
    public JournalListener listener() {
        return streams;
    }

    /** The routes, for tests. */
    Router router() {
        return router;
    }

    /** Listens; port 0 takes a free one. */
    public Future<HttpServer> listen(String host, int port) {
        return vertx.createHttpServer(options().setHost(host).setPort(port))
                .requestHandler(router)
                .listen();
    }

    /** Bounds for every connection: an idle one is closed, streams send something more often than that. */
    public static HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxHeaderSize(16_384)
                .setMaxInitialLineLength(16_384) // MLflow's page asks for the curves of 100 runs in one address
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    private static void secure(RoutingContext context) {
        context.response().putHeader("X-Content-Type-Options", "nosniff").putHeader("Referrer-Policy", "no-referrer");
        context.next();
    }

    private static void failed(RoutingContext context) {
        int status = context.statusCode();
        if (status == 408) {
            Responses.problem(context, 408, "body_too_slow", "the body did not arrive in time");
        } else if (status == 413) {
            Responses.problem(context, 413, "body_too_large", "the body is larger than this route takes");
        } else if (status >= 400 && status < 500) {
            Responses.problem(
                    context, status, new Problem("bad_request", "the request cannot be understood", List.of()));
        } else if (context.response().closed()) {
            LOG.debug("{} went away before it was answered", context.request().path());
        } else {
            LOG.error(
                    "{} {} failed",
                    context.request().method(),
                    context.request().path(),
                    context.failure());
            Responses.problem(context, 500, "internal_error", "the server failed; its log says why");
        }
    }

    private static void schema(RoutingContext context) {
        resource(context, "study.schema.json", "application/schema+json");
    }

    private static void openApi(RoutingContext context) {
        resource(context, "openapi.yaml", "application/yaml");
    }

    private static void resource(RoutingContext context, String name, String type) {
        try (InputStream stream = StudyId.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the protocol's jar has no " + name);
            }
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, type)
                    .end(Buffer.buffer(stream.readAllBytes()))
                    .onFailure(context::fail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
