package dev.regatta.coordinator.http;

import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.PointEnqueued;
import dev.regatta.protocol.event.StudyArchived;
import dev.regatta.protocol.event.StudyBudgetReached;
import dev.regatta.protocol.event.StudyCreated;
import dev.regatta.protocol.event.StudyEnded;
import dev.regatta.protocol.event.StudyExtended;
import dev.regatta.protocol.event.StudyPaused;
import dev.regatta.protocol.event.StudyRestored;
import dev.regatta.protocol.event.StudyResumed;
import dev.regatta.protocol.event.StudyStopRequested;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;

/** What was asked of a study as a whole, and what it came to: few entries, however many trials it has. */
final class JournalRoutes {
    private static final Set<Class<? extends Event>> OF_THE_WHOLE = Set.of(
            StudyCreated.class,
            StudyStopRequested.class,
            StudyEnded.class,
            StudyPaused.class,
            StudyResumed.class,
            StudyExtended.class,
            StudyBudgetReached.class,
            StudyArchived.class,
            StudyRestored.class,
            PointEnqueued.class);
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    private final Map<StudyId, StudyState> studies;
    private final EventLog log;

    JournalRoutes(Map<StudyId, StudyState> studies, EventLog log) {
        this.studies = studies;
        this.log = log;
    }

    void mount(Router router) {
        router.get("/api/v1/studies/:study/journal").handler(this::journal);
    }

    private void journal(RoutingContext context) {
        String name = context.pathParam("study");
        if (!StudyId.isValid(name) || !studies.containsKey(new StudyId(name))) {
            Responses.problem(context, 404, "not_found", "there is no study " + name);
            return;
        }
        String given = context.request().getParam("limit");
        int limit = given == null ? USUAL : limit(given);
        if (limit == 0) {
            Responses.problem(
                    context, 400, "invalid_parameter", "limit is " + given + ", must be a number from 1 to " + MOST);
            return;
        }
        context.vertx()
                .executeBlocking(() -> log.newest(new StudyId(name), OF_THE_WHOLE, limit), false)
                .onSuccess(entries -> Responses.json(context, 200, Map.of("entries", entries)))
                .onFailure(context::fail);
    }

    /** 0 for what is no limit. */
    private static int limit(String text) {
        return text.matches("[0-9]{1,4}") && Integer.parseInt(text) <= MOST ? Integer.parseInt(text) : 0;
    }
}
