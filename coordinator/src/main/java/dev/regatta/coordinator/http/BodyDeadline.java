package dev.regatta.coordinator.http;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.time.Duration;

/**
 * How long a request's body may take to arrive: a client that sends a byte now and then must not hold memory and a
 * connection for ever. Stands in front of the handler that collects the body; {@link #arrived} stands behind it.
 */
public final class BodyDeadline implements PlatformHandler {

    /** Ten times what a megabyte takes on a slow line. */
    public static final Duration USUAL = Duration.ofSeconds(30);

    private static final int REQUEST_TIMEOUT = 408;
    private static final String TIMER = BodyDeadline.class.getName();

    private final Duration deadline;

    public BodyDeadline(Duration deadline) {
        this.deadline = deadline;
    }

    /** Fails the request with 408 unless its body has arrived by then; the connection ends with the answer. */
    @Override
    public void handle(RoutingContext context) {
        long timer = context.vertx().setTimer(deadline.toMillis(), late -> {
            context.response().putHeader("Connection", "close");
            context.addEndHandler(done -> context.request().connection().close());
            context.fail(REQUEST_TIMEOUT);
        });
        context.put(TIMER, timer);
        context.addEndHandler(done -> context.vertx().cancelTimer(timer));
        context.next();
    }

    /** The body is there: the deadline no longer counts. */
    public void arrived(RoutingContext context) {
        Long timer = context.get(TIMER);
        context.vertx().cancelTimer(timer);
        context.next();
    }
}
