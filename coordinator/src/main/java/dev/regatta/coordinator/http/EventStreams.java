package dev.regatta.coordinator.http;

import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.runtime.JournalListener;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.Json;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The journal as server-sent events: from any position, then live. */
public final class EventStreams implements JournalListener {

    private static final long FLEET_PERIOD_MS = 500;
    private static final long KEEP_ALIVE_MS = 15_000;
    private static final String LATEST = "latest";

    private final Vertx vertx;
    private final EventLog log;
    private final Map<StudyId, StudyState> studies;
    private final Supplier<Map<String, Object>> fleet;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private String lastFleet = "";
    /** The last entry that the visible states contain; the log may be a commit ahead of them. */
    private volatile long visible;

    EventStreams(Vertx vertx, EventLog log, Map<StudyId, StudyState> studies, Supplier<Map<String, Object>> fleet) {
        this.vertx = vertx;
        this.log = log;
        this.studies = studies;
        this.fleet = fleet;
        this.visible = log.lastPosition();
    }

    void mount(Router router) {
        router.get("/api/v1/events").handler(this::open);
        vertx.setPeriodic(FLEET_PERIOD_MS, timer -> sendFleet());
        vertx.setPeriodic(KEEP_ALIVE_MS, timer -> open.forEach(EventStream::keepAlive));
    }

    @Override
    public void committed(List<JournalEntry> entries) {
        visible = entries.get(entries.size() - 1).position();
        open.forEach(EventStream::wake);
    }

    private void open(RoutingContext context) {
        String study = context.request().getParam("study");
        if (study != null && !(StudyId.isValid(study) && studies.containsKey(new StudyId(study)))) {
            Responses.problem(context, 404, "not_found", "there is no study " + study);
            return;
        }
        String resumed = context.request().getHeader("Last-Event-ID");
        String after = resumed != null ? resumed : context.request().getParam("after");
        if (after == null || after.equals(LATEST)) {
            start(context, visible, study);
            return;
        }
        try {
            start(context, Long.parseUnsignedLong(after), study);
        } catch (NumberFormatException e) {
            Responses.problem(
                    context, 400, "invalid_parameter", "after is " + after + ", must be a position ≥ 0 or latest");
        }
    }

    private void start(RoutingContext context, long after, @org.jspecify.annotations.Nullable String study) {
        Optional<StudyId> filter = Optional.ofNullable(study).map(StudyId::new);
        EventStream stream = new EventStream(vertx.getOrCreateContext(), context.response(), log, after, filter);
        open.add(stream);
        context.response().closeHandler(closed -> open.remove(stream));
        stream.begin();
        stream.send("workers", Json.text(fleet.get()));
    }

    private void sendFleet() {
        if (open.isEmpty()) {
            return;
        }
        String now = Json.text(fleet.get());
        if (!now.equals(lastFleet)) {
            lastFleet = now;
            open.forEach(stream -> stream.send("workers", now));
        }
    }
}
