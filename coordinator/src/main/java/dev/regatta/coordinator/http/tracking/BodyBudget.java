package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.tracking.model.ErrorCode;
import dev.regatta.coordinator.tracking.model.TrackingException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the memory of the bodies that arrive or wait to be answered: large ones share a budget, and one that does not fit
 * is answered 503 before it is read. Small ones always fit, so that a few greedy clients do not shut out the others.
 * Thread-safe.
 */
final class BodyBudget implements PlatformHandler {

    /** A seventh of the heap that a server has; what is read from a body takes a few times its size. */
    static final long USUAL = 64L << 20;

    private static final long SMALL_BYTES = 8_192;

    private final long mostBytes;
    private final AtomicLong taken = new AtomicLong();

    BodyBudget(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public void handle(RoutingContext context) {
        long bytes = Math.min(announced(context.request()), JsonRoutes.MOST_BODY_BYTES);
        if (bytes <= SMALL_BYTES) {
            context.next();
        } else if (taken.addAndGet(bytes) > mostBytes) {
            taken.addAndGet(-bytes);
            refuse(context);
        } else {
            context.addEndHandler(done -> taken.addAndGet(-bytes));
            context.next();
        }
    }

    /** The body, as it comes, is thrown away: a client that is still sending must be able to read the answer. */
    private static void refuse(RoutingContext context) {
        context.fail(new TrackingException(
                ErrorCode.TEMPORARILY_UNAVAILABLE,
                "too many large requests are under way; the same request may be sent again later"));
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && length.matches("\\d{1,18}")) {
            return Long.parseLong(length);
        }
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : JsonRoutes.MOST_BODY_BYTES;
    }
}
