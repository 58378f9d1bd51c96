package dev.regatta.coordinator.http;

import dev.regatta.coordinator.tracking.live.PointFeed;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.protocol.codec.Json;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;

/**
 * One reader of a run's points. Takes from the feed no faster than the reader does; one that falls behind what the feed
 * keeps is told to read the curves again. Everything runs on one event-loop context.
 */
final class PointStream {

    private static final int SLICE = 500;

    private final Context context;
    private final HttpServerResponse response;
    private final PointFeed feed;
    private final String run;
    private final String start;
    private final Runnable wake = this::wake;
    private long position;

    PointStream(Context context, HttpServerResponse response, PointFeed feed, String run, String start, long position) {
        this.context = context;
        this.response = response;
        this.feed = feed;
        this.run = run;
        this.start = start;
        this.position = position;
    }

    void begin() {
        feed.watch(run, wake);
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no");
        write("id: " + start + "-" + Math.max(position, 0) + "\nevent: open\ndata: {}\n\n");
        wake();
    }

    void end() {
        feed.leave(run, wake);
    }

    void keepAlive() {
        context.runOnContext(now -> {
            if (!response.closed() && !response.writeQueueFull()) {
                write(": keep-alive\n\n");
            }
        });
    }

    /** Something may be new. From any thread. */
    private void wake() {
        context.runOnContext(now -> read());
    }

    private void read() {
        while (!response.closed()) {
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> read());
                return;
            }
            PointFeed.Slice slice = feed.after(run, position, SLICE);
            position = slice.next();
            if (slice.gap()) {
                send("reset", "{}");
            } else if (slice.points().isEmpty()) {
                return;
            } else {
                send("points", data(slice.points()));
            }
        }
    }

    private static String data(List<Metric> points) {
        return Json.text(points.stream()
                .map(point -> Map.of(
                        "key", point.key(),
                        "value", point.value(),
                        "timestamp", point.timestampMs(),
                        "step", point.step()))
                .toList());
    }

    private void send(String event, String data) {
        write("id: " + start + "-" + position + "\nevent: " + event + "\ndata: " + data + "\n\n");
    }

    private void write(String text) {
        response.write(text).onFailure(failure -> response.reset());
    }
}
