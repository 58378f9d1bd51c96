package dev.regatta.coordinator.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** The routes that ask for no token: the dashboard's own files, which hold no data, and liveness. */
final class OpenRoutes {

    private OpenRoutes() {}

    static boolean isOpen(HttpServerRequest request) {
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        return reads && isOpen(request.path());
    }

    static boolean isOpen(@org.jspecify.annotations.Nullable String path) {
        if (path == null) {
            return false;
        }
        return path.equals("/health/live") || DashboardRoutes.serves(path);
    }
}
