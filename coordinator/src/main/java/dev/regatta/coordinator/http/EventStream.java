package dev.regatta.coordinator.http;

import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.Json;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;

/**
 * One reader of the journal. Reads the log page by page from its position whenever something new was committed, and no
 * faster than the reader takes it: what waits is in the log, not in memory. Everything runs on one event-loop context.
 */
final class EventStream {

    private static final int PAGE = 500;

    private final Context context;
    private final HttpServerResponse response;
    private final EventLog log;
    private final Optional<StudyId> study;
    private long position;
    private boolean reading;
    private boolean woken;

    EventStream(Context context, HttpServerResponse response, EventLog log, long after, Optional<StudyId> study) {
        this.context = context;
        this.response = response;
        this.log = log;
        this.position = after;
        this.study = study;
    }

    void begin() {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no");
        write(": the journal after " + position + "\n\n");
        wake();
    }

    /** Something may be new. From any thread. */
    void wake() {
        context.runOnContext(now -> {
            woken = true;
            read();
        });
    }

    /** Sends a message that has no place in the journal; left out if the reader is behind. From any thread. */
    void send(String event, String data) {
        context.runOnContext(now -> {
            if (!response.closed() && !response.writeQueueFull()) {
                write("event: " + event + "\ndata: " + data + "\n\n");
            }
        });
    }

    void keepAlive() {
        context.runOnContext(now -> {
            if (!response.closed() && !response.writeQueueFull()) {
                write(": keep-alive\n\n");
            }
        });
    }

    private void read() {
        if (reading || !woken || response.closed()) {
            return;
        }
        if (response.writeQueueFull()) {
            response.drainHandler(drained -> read());
            return;
        }
        reading = true;
        woken = false;
        context.executeBlocking(() -> log.after(position, study, PAGE), false)
                .onComplete(
                        page -> {
                            reading = false;
                            deliver(page);
                        },
                        failure -> {
                            reading = false;
                            response.reset();
                        });
    }

    private void deliver(List<JournalEntry> page) {
        if (response.closed()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (JournalEntry entry : page) {
            text.append("id: ").append(entry.position()).append("\nevent: journal\ndata: ");
            text.append(Json.text(entry)).append("\n\n");
            position = entry.position();
        }
        if (!page.isEmpty()) {
            write(text.toString());
        }
        woken |= page.size() == PAGE;
        read();
    }

    private void write(String text) {
        response.write(text).onFailure(failure -> response.reset());
    }
}
