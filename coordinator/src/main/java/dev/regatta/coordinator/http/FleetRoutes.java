package dev.regatta.coordinator.http;

import dev.regatta.coordinator.runtime.FleetRegistry;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.control.ControlMessage.CordonWorker;
import dev.regatta.protocol.control.ControlMessage.DrainWorker;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The workers. */
final class FleetRoutes {

    private static final String DRAIN_REASON = "drained by a user";

    private final FleetRegistry fleet;
    private final Function<ControlMessage, CompletableFuture<?>> control;
    private final Clock clock;
    private final Duration silence;

    /**
     * Routes for the workers known by their heartbeats.
     *
     * @param control sends to a worker; completes once it cannot get lost
     * @param silence time without a heartbeat after which a worker no longer counts as alive
     */
    FleetRoutes(
            FleetRegistry fleet,
            Function<ControlMessage, CompletableFuture<?>> control,
            Clock clock,
            Duration silence) {
        this.fleet = fleet;
        this.control = control;
        this.clock = clock;
        this.silence = silence;
    }

    void mount(Router router) {
        router.get("/api/v1/workers").handler(context -> Responses.json(context, 200, list()));
        router.post("/api/v1/workers/:worker/cordon")
                .handler(context -> order(context, worker -> new CordonWorker(worker, true)));
        router.post("/api/v1/workers/:worker/uncordon")
                .handler(context -> order(context, worker -> new CordonWorker(worker, false)));
        router.post("/api/v1/workers/:worker/drain")
                .handler(context -> order(context, worker -> new DrainWorker(worker, DRAIN_REASON)));
    }

    private void order(RoutingContext context, Function<WorkerId, ControlMessage> order) {
        String name = context.pathParam("worker");
        Optional<FleetRegistry.Worker> found = fleet.workers().stream()
                .filter(worker -> worker.heartbeat().worker().value().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            Responses.problem(context, 404, "not_found", "there is no worker " + name);
            return;
        }
        FleetRegistry.Worker worker = found.get();
        Future.fromCompletionStage(
                        control.apply(order.apply(worker.heartbeat().worker())),
                        context.vertx().getOrCreateContext())
                .onSuccess(sent -> Responses.json(context, 202, WorkerViews.worker(worker, clock.instant(), silence)))
                .onFailure(failure -> Responses.problem(
                        context, 503, "unavailable", "worker " + name + " could not be told; try again"));
    }

    /** The body of the list, also sent on the event stream. */
    Map<String, Object> list() {
        return Map.of(
                "workers",
                fleet.workers().stream()
                        .map(worker -> WorkerViews.worker(worker, clock.instant(), silence))
                        .toList());
    }
}
