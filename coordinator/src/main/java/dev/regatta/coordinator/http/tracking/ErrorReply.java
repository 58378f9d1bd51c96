package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.tracking.model.ErrorCode;
import dev.regatta.coordinator.tracking.model.TrackingException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors as MLflow's clients read them: {@code {"error_code": …, "message": …}}. Never 429, on which they hang. */
final class ErrorReply {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorReply.class);

    private ErrorReply() {}

    static void send(RoutingContext context) {
        if (context.response().closed()) {
            LOG.debug("{} {}: the client went away", context.request().method(), context.normalizedPath());
        } else if (cause(context.failure()) instanceof TrackingException refused) {
            send(context, refused);
        } else if (context.statusCode() == 408) {
            send(context, 408, ErrorCode.INVALID_PARAMETER_VALUE, "the body did not arrive in time");
        } else if (context.statusCode() == 413) {
            send(context, 413, ErrorCode.INVALID_PARAMETER_VALUE, "the body is too large");
        } else if (context.statusCode() >= 400 && context.statusCode() < 500) {
            send(context, context.statusCode(), ErrorCode.INVALID_PARAMETER_VALUE, "Malformed request");
        } else {
            LOG.error("{} {} failed", context.request().method(), context.normalizedPath(), context.failure());
            send(context, 500, ErrorCode.INTERNAL_ERROR, "Internal error; the server's log has the reason");
        }
    }

    /** What happened in the end: a stage that depends on another wraps its failure. */
    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    static void send(RoutingContext context, TrackingException refused) {
        send(context, status(refused.code()), refused.code(), refused.reason());
    }

    private static void send(RoutingContext context, int status, ErrorCode code, String message) {
        if (context.response().ended() || context.response().headWritten()) {
            context.response().reset();
            return;
        }
        JsonObject body = new JsonObject().put("error_code", code.name()).put("message", message);
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body.toBuffer());
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case INVALID_PARAMETER_VALUE, RESOURCE_ALREADY_EXISTS -> 400;
            case RESOURCE_DOES_NOT_EXIST, ENDPOINT_NOT_FOUND -> 404;
            case INTERNAL_ERROR -> 500;
            case TEMPORARILY_UNAVAILABLE -> 503;
        };
    }
}
