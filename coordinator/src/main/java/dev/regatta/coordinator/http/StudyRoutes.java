package dev.regatta.coordinator.http;

import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.runtime.FleetRegistry;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.TrialView;
import dev.regatta.protocol.codec.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Studies, trials and reports, read. Answers come from the committed states; reports from the journal. */
final class StudyRoutes {
    /** The most trials that may be asked for at once. */
    private static final int MOST_TRIALS = 10_000;

    /** The most points that a curve may be asked for with. */
    private static final int MOST_POINTS = 100_000;

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

    /** Written off the event loop: a large study's trials are tens of megabytes, which a reader takes page by page. */
    private void trials(RoutingContext context) {
        Optional<StudyState> study = study(context);
        if (study.isEmpty()) {
            return;
        }
        try {
            int from = number(context, "from", 0, 0, Integer.MAX_VALUE);
            int limit = number(context, "limit", Integer.MAX_VALUE, 1, MOST_TRIALS);
            context.vertx()
                    .executeBlocking(() -> Buffer.buffer(Json.bytes(page(study.get(), from, limit))), false)
                    .onSuccess(body -> Responses.json(context, 200, body))
                    .onFailure(context::fail);
        } catch (InvalidParameterException e) {
            Responses.problem(context, 400, "invalid_parameter", String.valueOf(e.getMessage()));
        }
    }

    private Map<String, List<TrialView>> page(StudyState study, int from, int limit) {
        return Map.of(
                "trials",
                study.trials().stream()
                        .skip(from)
                        .limit(limit)
                        .map(trial -> StudyViews.trial(trial, fleet, notes))
                        .toList());
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
        try {
            int points = number(context, "points", Integer.MAX_VALUE, 1, MOST_POINTS);
            List<Integer> trials = trials(context, study.get().trials().size());
            new ReportsAnswer(
                            context.vertx().getOrCreateContext(),
                            context.response(),
                            log,
                            study.get().id(),
                            trials,
                            points)
                    .begin();
        } catch (InvalidParameterException e) {
            Responses.problem(context, 400, "invalid_parameter", String.valueOf(e.getMessage()));
        }
    }

    /** The trials that are asked for, by increasing number: one, some, or all. */
    private static List<Integer> trials(RoutingContext context, int all) {
        String one = context.request().getParam("trial");
        if (one != null) {
            return List.of(trial("trial", one));
        }
        String some = context.request().getParam("trials");
        if (some == null) {
            return IntStream.range(0, all).boxed().toList();
        }
        List<String> given = List.of(some.split(",", -1));
        if (given.size() > MOST_TRIALS) {
            throw new InvalidParameterException(
                    "trials names " + given.size() + " trials, must name at most " + MOST_TRIALS);
        }
        return given.stream()
                .map(each -> trial("trials", each))
                .sorted()
                .distinct()
                .toList();
    }

    private static int trial(String key, String given) {
        return number(given)
                .orElseThrow(() -> new InvalidParameterException(key + " is " + given + ", must be a number ≥ 0"));
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

    /** A number of the query; {@code otherwise} where it has none. */
    private static int number(RoutingContext context, String key, int otherwise, int least, int most) {
        String given = context.request().getParam(key);
        if (given == null) {
            return otherwise;
        }
        OptionalInt found = number(given);
        if (found.isEmpty() || found.getAsInt() < least || found.getAsInt() > most) {
            throw new InvalidParameterException(key + " is " + given + ", must be from " + least + " to " + most);
        }
        return found.getAsInt();
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
