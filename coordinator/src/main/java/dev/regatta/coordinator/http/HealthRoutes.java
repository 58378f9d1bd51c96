package dev.regatta.coordinator.http;

import io.vertx.ext.web.Router;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Liveness and readiness, and the plain answer that MLflow's clients ask for. */
final class HealthRoutes {

    private final Map<String, BooleanSupplier> parts;

    /** @param parts what must be up, by name */
    HealthRoutes(Map<String, BooleanSupplier> parts) {
        this.parts = new LinkedHashMap<>(parts);
    }

    void mount(Router router) {
        router.get("/health").handler(context -> context.response().end("OK").onFailure(context::fail));
        router.get("/health/live")
                .handler(context -> Responses.json(context, 200, Map.of("status", "up", "parts", Map.of())));
        router.get("/health/ready").handler(context -> {
            Map<String, String> states = new LinkedHashMap<>();
            parts.forEach((name, up) -> states.put(name, up.getAsBoolean() ? "up" : "down"));
            boolean ready = !states.containsValue("down");
            Responses.json(context, ready ? 200 : 503, Map.of("status", ready ? "up" : "down", "parts", states));
        });
    }
}
