package dev.regatta.coordinator.http;

import dev.regatta.protocol.api.Problem;
import dev.regatta.protocol.codec.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** How the API answers. */
final class Responses {

    private Responses() {}

    static void json(RoutingContext context, int status, Object body) {
        json(context, status, Buffer.buffer(Json.bytes(body)));
    }

    /** Of JSON that is written already. */
    static void json(RoutingContext context, int status, Buffer body) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body)
                .onFailure(context::fail);
    }

    static void problem(RoutingContext context, int status, String code, String message) {
        problem(context, status, new Problem(code, message, List.of()));
    }

    static void problem(RoutingContext context, int status, Problem problem) {
        if (!context.response().ended() && !context.response().headWritten()) {
            json(context, status, problem);
        }
    }
}
