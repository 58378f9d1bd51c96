package dev.regatta.coordinator.http;

import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.runtime.FleetRegistry;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.protocol.StudyId;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Studies, trials and reports, read. Answers come from the committed states; reports from the journal. */
final class StudyRoutes {

    private final Map<StudyId, StudyState> studies;
    private final FleetRegistry fleet;
    private final TrialNotes notes;
    private final EventLog log;

    StudyRoutes(Map<StudyId, StudyState> studies, FleetRegistry fleet, TrialNotes notes, EventLog log) {
        this.studies = studies;
        this.fleet = fleet;
        this.notes = notes;
        this.log = log;
    }

    void mount(Router router) {
        router.get("/api/v1/studies").handler(this::list);
        router.get("/api/v1/studies/:study")
                .handler(context ->
                        study(context).ifPresent(study -> Responses.json(context, 200, StudyViews.study(study))));
        router.get("/api/v1/studies/:study/trials").handler(this::trials);
        router.get("/api/v1/studies/:study/trials/:trial").handler(this::trial);
        router.get("/api/v1/studies/:study/reports").handler(this::reports);
    }

    private void list(RoutingContext context) {
        var views = studies.values().stream()
                .sorted(Comparator.comparing(StudyState::createdAt).reversed().thenComparing(StudyState::id))
                .map(StudyViews::study)
                .toList();
        Responses.json(context, 200, Map.of("studies", views));
    }

    private void trials(RoutingContext context) {
        study(context).ifPresent(study -> {
            var views = study.trials().stream()
                    .map(trial -> StudyViews.trial(trial, fleet, notes))
                    .toList();
            Responses.json(context, 200, Map.of("trials", views));
        });
    }

    private void trial(RoutingContext context) {
        study(context).ifPresent(study -> {
            String given = context.pathParam("trial");
            OptionalInt number = number(given);
            Optional<Trial> trial =
                    number.isPresent() && number.getAsInt() < study.trials().size()
                            ? Optional.of(study.trials().get(number.getAsInt()))
                            : Optional.empty();
            trial.ifPresentOrElse(
                    found -> Responses.json(context, 200, StudyViews.trial(found, fleet, notes)),
                    () -> Responses.problem(
                            context, 404, "not_found", "study " + study.id() + " has no trial " + given));
        });
    }

    private void reports(RoutingContext context) {
        Optional<StudyState> study = study(context);
        if (study.isEmpty()) {
            return;
        }
        String given = context.request().getParam("trial");
        OptionalInt trial = given == null ? OptionalInt.empty() : number(given);
        if (given != null && trial.isEmpty()) {
            Responses.problem(context, 400, "invalid_parameter", "trial is " + given + ", must be a number ≥ 0");
            return;
        }
        context.vertx()
                .executeBlocking(
                        () -> log.reports(study.get().id(), trial).stream()
                                .map(StudyViews::report)
                                .toList(),
                        false)
                .onSuccess(views -> Responses.json(context, 200, Map.of("reports", views)))
                .onFailure(context::fail);
    }

    private Optional<StudyState> study(RoutingContext context) {
        String name = context.pathParam("study");
        Optional<StudyState> study =
                StudyId.isValid(name) ? Optional.ofNullable(studies.get(new StudyId(name))) : Optional.empty();
        if (study.isEmpty()) {
            Responses.problem(context, 404, "not_found", "there is no study " + name);
        }
        return study;
    }

    private static OptionalInt number(String text) {
        try {
            int number = Integer.parseInt(text);
            return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
