package dev.regatta.coordinator.http;

import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.study.Replay;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.api.ReplayView;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replays a study's journal, page by page, off the event loop. */
final class ReplayRoutes {
    private static final int PAGE = 2_000;

    private final Map<StudyId, StudyState> studies;
    private final EventLog log;

    ReplayRoutes(Map<StudyId, StudyState> studies, EventLog log) {
        this.studies = studies;
        this.log = log;
    }

    void mount(Router router) {
        router.get("/api/v1/studies/:study/replay").handler(this::replay);
    }

    private void replay(RoutingContext context) {
        String name = context.pathParam("study");
        if (!StudyId.isValid(name) || !studies.containsKey(new StudyId(name))) {
            Responses.problem(context, 404, "not_found", "there is no study " + name);
            return;
        }
        context.vertx()
                .executeBlocking(() -> replay(new StudyId(name)), false)
                .onSuccess(view -> Responses.json(context, 200, view))
                .onFailure(context::fail);
    }

    private ReplayView replay(StudyId study) {
        Replay replay = new Replay();
        long read = 0;
        long position = 0;
        List<JournalEntry> page = log.after(position, Optional.of(study), PAGE);
        while (!page.isEmpty()) {
            for (JournalEntry entry : page) {
                read++;
                position = entry.position();
                Optional<Replay.Difference> difference = replay.take(entry);
                if (difference.isPresent()) {
                    return view(read, replay, difference);
                }
            }
            page = log.after(position, Optional.of(study), PAGE);
        }
        long end = position;
        return view(read, replay, replay.missing().map(next -> new Replay.Difference(end, next, "the journal's end")));
    }

    private static ReplayView view(long read, Replay replay, Optional<Replay.Difference> difference) {
        return new ReplayView(
                read,
                replay.decisions(),
                difference.map(it -> new ReplayView.Difference(it.position(), it.expected(), it.actual())));
    }
}
