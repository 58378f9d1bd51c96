package dev.regatta.coordinator.http;

import dev.regatta.coordinator.tracking.live.PointFeed;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The points of a run as server-sent events. An id names this start of the server and the point's number in its feed: a
 * reader that comes back with an id of another start is told to read the curves again.
 */
final class PointStreams {

    private static final long KEEP_ALIVE_MS = 15_000;

    private final Vertx vertx;
    private final PointFeed feed;
    private final String start = UUID.randomUUID().toString().substring(0, 8);
    private final Set<PointStream> open = ConcurrentHashMap.newKeySet();

    PointStreams(Vertx vertx, PointFeed feed) {
        this.vertx = vertx;
        this.feed = feed;
        vertx.setPeriodic(KEEP_ALIVE_MS, timer -> open.forEach(PointStream::keepAlive));
    }

    /** Streams the run's points from the request's {@code Last-Event-ID} on, or from now. */
    void open(RoutingContext context, String run) {
        String resumed = context.request().getHeader("Last-Event-ID");
        PointStream stream = new PointStream(
                vertx.getOrCreateContext(), context.response(), feed, run, start, position(run, resumed));
        open.add(stream);
        context.response().closeHandler(closed -> {
            open.remove(stream);
            stream.end();
        });
        stream.begin();
    }

    /** The number to go on after; −1, which no feed has, where the reader must be told of a gap. */
    private long position(String run, @org.jspecify.annotations.Nullable String resumed) {
        if (resumed == null) {
            return feed.last(run);
        }
        String prefix = start + "-";
        String number = resumed.startsWith(prefix) ? resumed.substring(prefix.length()) : "";
        return number.matches("\\d{1,18}") ? Long.parseLong(number) : -1;
    }
}
