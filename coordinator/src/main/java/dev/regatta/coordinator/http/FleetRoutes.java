package dev.regatta.coordinator.http;

import dev.regatta.coordinator.runtime.FleetRegistry;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The workers. */
final class FleetRoutes {

    private final FleetRegistry fleet;
    private final Clock clock;
    private final Duration silence;

    /** @param silence time without a heartbeat after which a worker no longer counts as alive */
    FleetRoutes(FleetRegistry fleet, Clock clock, Duration silence) {
        this.fleet = fleet;
        this.clock = clock;
        this.silence = silence;
    }

    void mount(Router router) {
        router.get("/api/v1/workers").handler(context -> Responses.json(context, 200, list()));
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
