package dev.regatta.coordinator.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Stands before every route. With a token, every route but the open ones asks for it. Without one the server listens on
 * loopback only, and a request must name a loopback host, so that no page of another site can reach it by a name that
 * resolves here. A page of another origin may change nothing in either case.
 */
final class AccessControl implements Handler<RoutingContext> {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private final Optional<BearerToken> token;

    AccessControl(Optional<BearerToken> token) {
        this.token = token;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (token.isEmpty() && !isLoopback(request.authority())) {
            Responses.problem(
                    context, 403, "forbidden_host", "host is " + host(request) + ", must be localhost or 127.0.0.1");
        } else if (isForeign(request)) {
            Responses.problem(
                    context,
                    403,
                    "forbidden_origin",
                    "origin is " + request.getHeader(HttpHeaders.ORIGIN) + ", must be that of this server");
        } else if (token.isPresent()
                && !OpenRoutes.isOpen(request)
                && !token.get().allows(request)) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            Responses.problem(
                    context, 401, "unauthorized", "the header Authorization: Bearer TOKEN is missing or wrong");
        } else {
            context.next();
        }
    }

    private static boolean isLoopback(@org.jspecify.annotations.Nullable HostAndPort authority) {
        return authority != null && LOOPBACK.contains(authority.host().toLowerCase(Locale.ROOT));
    }

    private static String host(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority == null ? "missing" : authority.host();
    }

    /** A browser names the page's origin when it posts; other clients send none. */
    private static boolean isForeign(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        HostAndPort authority = request.authority();
        if (origin == null || reads || authority == null) {
            return false;
        }
        try {
            return !authority.host().equalsIgnoreCase(URI.create(origin).getHost());
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
