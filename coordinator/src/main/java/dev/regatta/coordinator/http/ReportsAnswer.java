package dev.regatta.coordinator.http;

import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.ReportView;
import dev.regatta.protocol.codec.Json;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An answer with the reports of many trials, by trial and position. It is read and written some trials at a time, and no
 * faster than the reader takes it: what waits is in the log, not in memory. Everything runs on one event-loop context.
 */
final class ReportsAnswer {

    private static final int TRIALS_A_PIECE = 16;

    private final Context context;
    private final HttpServerResponse response;
    private final EventLog log;
    private final StudyId study;
    private final List<Integer> trials;
    private final int points;
    private int next;
    private boolean empty = true;

    /**
     * @param trials by increasing number
     * @param points about so many reports of each trial, ≥ 1
     */
    ReportsAnswer(
            Context context,
            HttpServerResponse response,
            EventLog log,
            StudyId study,
            List<Integer> trials,
            int points) {
        this.context = context;
        this.response = response;
        this.log = log;
        this.study = study;
        this.trials = trials;
        this.points = points;
    }

    void begin() {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.write("{\"reports\":[");
        proceed();
    }

    private void proceed() {
        if (response.closed()) {
            return;
        }
        if (next >= trials.size()) {
            response.end("]}");
            return;
        }
        if (response.writeQueueFull()) {
            response.drainHandler(drained -> {
                response.drainHandler(null);
                proceed();
            });
            return;
        }
        List<Integer> some = trials.subList(next, Math.min(trials.size(), next + TRIALS_A_PIECE));
        next += some.size();
        context.executeBlocking(() -> Json.bytes(read(some)), false)
                .onComplete(this::deliver, failure -> response.reset());
    }

    /** @param list a JSON array */
    private void deliver(byte[] list) {
        Buffer elements = Buffer.buffer(list).slice(1, list.length - 1);
        if (elements.length() > 0) {
            response.write(empty ? elements : Buffer.buffer(",").appendBuffer(elements));
            empty = false;
        }
        proceed();
    }

    private List<ReportView> read(List<Integer> some) {
        Map<Integer, List<ReportView>> byTrial = log.reports(study, some).stream()
                .map(StudyViews::report)
                .collect(Collectors.groupingBy(ReportView::trial, LinkedHashMap::new, Collectors.toList()));
        return byTrial.values().stream()
                .flatMap(own -> ReportThinning.thin(own, points).stream())
                .toList();
    }
}
