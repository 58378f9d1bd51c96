package dev.regatta.coordinator.http;

import dev.regatta.coordinator.ledger.LedgerBook;
import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.runtime.FleetRegistry;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.fleet.WorkerState;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /metrics}: what monitoring asks for, as Prometheus' text. The ledger's figures are folded from the journal as far
 * as it has grown since the last request, off the event loop.
 */
final class MetricsRoutes {
    private static final int PAGE = 2_000;

    private final Map<StudyId, StudyState> studies;
    private final FleetRegistry fleet;
    private final EventLog log;
    private final Clock clock;
    private final Duration silence;
    private final LedgerBook book = new LedgerBook();
    private long read;

    MetricsRoutes(Map<StudyId, StudyState> studies, FleetRegistry fleet, EventLog log, Clock clock, Duration silence) {
        this.studies = studies;
        this.fleet = fleet;
        this.log = log;
        this.clock = clock;
        this.silence = silence;
    }

    void mount(Router router) {
        router.get("/metrics").handler(this::metrics);
    }

    private void metrics(RoutingContext context) {
        context.vertx()
                .executeBlocking(this::text, true)
                .onSuccess(text -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                        .end(text)
                        .onFailure(context::fail))
                .onFailure(context::fail);
    }

    /** One at a time: the book is folded by whoever asks. */
    private synchronized String text() {
        foldJournal();
        Instant now = clock.instant();
        MetricsText text = new MetricsText();
        trials(text);
        workers(text, now);
        ledger(text, now);
        process(text);
        return text.toString();
    }

    private void foldJournal() {
        List<JournalEntry> page = log.after(read, Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            page.forEach(book::take);
            read = page.get(page.size() - 1).position();
            page = log.after(read, Optional.empty(), PAGE);
        }
    }

    private void trials(MetricsText text) {
        text.family("regatta_trials", "gauge", "Trials of a study by state.");
        studies.forEach((id, study) -> {
            for (var state : dev.regatta.coordinator.study.TrialState.values()) {
                int count = study.count(state);
                if (count > 0) {
                    text.sample(Map.of("study", id.value(), "state", lower(state)), count);
                }
            }
        });
        text.family("regatta_journal_position", "counter", "Events that were ever committed.");
        text.sample(Map.of(), (double) read);
    }

    private void workers(MetricsText text, Instant now) {
        text.family("regatta_workers", "gauge", "Workers that are alive, by state.");
        for (WorkerState state : WorkerState.values()) {
            long count = fleet.workers().stream()
                    .filter(worker -> worker.heartbeat().state() == state)
                    .filter(worker -> worker.lastSeenAt().plus(silence).isAfter(now))
                    .count();
            if (state != WorkerState.STOPPED) {
                text.sample(Map.of("state", lower(state)), (double) count);
            }
        }
    }

    private void ledger(MetricsText text, Instant now) {
        text.family(
                "regatta_device_seconds",
                "gauge",
                "Device-seconds of a study by what came of them: useful, repeated, wasted.");
        book.spending(now).forEach((study, spent) -> {
            seconds(text, study, "useful", spent.useful());
            seconds(text, study, "repeated", spent.repeated());
            seconds(text, study, "wasted", spent.wasted());
        });
        text.family(
                "regatta_preemptions", "counter", "Attempts that were lost or given back before their trial ended.");
        book.preemptions().forEach((study, count) -> text.sample(Map.of("study", study.value()), count));
    }

    private static void seconds(MetricsText text, StudyId study, String kind, Duration time) {
        text.sample(Map.of("study", study.value(), "kind", kind), time.toMillis() / 1000.0);
    }

    private static void process(MetricsText text) {
        Runtime runtime = Runtime.getRuntime();
        text.family("jvm_memory_used_bytes", "gauge", "Memory in use, garbage included.");
        text.sample(Map.of("area", "heap"), (double) (runtime.totalMemory() - runtime.freeMemory()));
        text.family("jvm_memory_max_bytes", "gauge", "What it may grow to.");
        text.sample(Map.of("area", "heap"), (double) runtime.maxMemory());
        text.family("process_uptime_seconds", "gauge", "Seconds since the process started.");
        text.sample(Map.of(), ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
