package dev.regatta.coordinator.http;

import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.Analysis;
import dev.regatta.protocol.codec.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Analyses of a study: computed off the event loop from the committed state, and kept until the study goes on. */
final class AnalysisRoutes {

    private static final String PATH = "/api/v1/studies/:study/analysis/";
    private static final int DEFAULT_BEST = 10;
    private static final int MOST_BEST = 1_000;
    private static final int TEXT_CHARACTERS = 1_000;

    private final Map<StudyId, StudyState> studies;
    private final AnalysisCache cache = new AnalysisCache();

    AnalysisRoutes(Map<StudyId, StudyState> studies) {
        this.studies = studies;
    }

    /** A request's query: each key at most once. */
    private record Query(RoutingContext context) {

        Optional<String> text(String key) {
            String value = context.request().getParam(key);
            if (value != null && value.length() > TEXT_CHARACTERS) {
                throw new InvalidParameterException(
                        key + " has " + value.length() + " characters, must have at most " + TEXT_CHARACTERS);
            }
            return Optional.ofNullable(value).filter(it -> !it.isEmpty());
        }

        String required(String key) {
            return text(key).orElseThrow(() -> new InvalidParameterException(key + " is missing"));
        }
    }

    void mount(Router router) {
        ofObjective(router, "history", query -> StudyAnalysis::history);
        ofObjective(router, "importance", query -> {
            Analysis.Method method = method(query);
            return analysis -> analysis.importance(method);
        });
        ofObjective(router, "parallel", query -> StudyAnalysis::parallel);
        ofObjective(router, "slice", query -> {
            String parameter = query.required("parameter");
            return analysis -> analysis.slice(parameter);
        });
        ofObjective(router, "contour", query -> {
            String x = query.required("x");
            String y = query.required("y");
            return analysis -> analysis.contour(x, y);
        });
        ofObjective(router, "edf", query -> StudyAnalysis::edf);
        route(router, "best", AnalysisRoutes::completed, query -> {
            int limit = limit(query);
            return study -> StudyOverview.best(study, limit);
        });
        route(router, "pareto", AnalysisRoutes::completed, query -> {
            Optional<String> reference = query.text("reference");
            return study -> StudyOverview.pareto(study, reference.map(text -> reference(study, text)));
        });
        route(router, "rungs", AnalysisRoutes::position, query -> StudyOverview::rungs);
        route(router, "timeline", AnalysisRoutes::position, query -> StudyOverview::timeline);
    }

    /** Analyses of what completed change only when a trial completes. */
    private static long completed(StudyState study) {
        return study.progress().history().completed();
    }

    private static long position(StudyState study) {
        return study.progress().events();
    }

    private void ofObjective(Router router, String kind, Function<Query, Function<StudyAnalysis, Object>> parse) {
        route(router, kind, AnalysisRoutes::completed, query -> {
            Optional<String> objective = query.text("objective");
            Function<StudyAnalysis, Object> compute = parse.apply(query);
            return study -> compute.apply(new StudyAnalysis(study, objective));
        });
    }

    private void route(
            Router router,
            String kind,
            ToLongFunction<StudyState> position,
            Function<Query, Function<StudyState, Object>> parse) {
        router.get(PATH + kind).handler(context -> {
            String name = context.pathParam("study");
            StudyState study = StudyId.isValid(name) ? studies.get(new StudyId(name)) : null;
            if (study == null) {
                Responses.problem(context, 404, "not_found", "there is no study " + name);
                return;
            }
            try {
                answer(context, kind, study, position.applyAsLong(study), parse.apply(new Query(context)));
            } catch (InvalidParameterException e) {
                failed(context, e);
            }
        });
    }

    private void answer(
            RoutingContext context,
            String kind,
            StudyState study,
            long position,
            Function<StudyState, Object> compute) {
        String query = Optional.ofNullable(context.request().query()).orElse("");
        // A name can be used again by a study of another request.
        String question = study.request() + " " + study.id() + " " + kind + "?" + query;
        context.vertx()
                .executeBlocking(() -> cache.get(question, position, () -> Json.bytes(compute.apply(study))), false)
                .onSuccess(body -> Responses.json(context, 200, Buffer.buffer(body)))
                .onFailure(failure -> failed(context, failure));
    }

    private static void failed(RoutingContext context, Throwable failure) {
        if (failure instanceof InvalidParameterException invalid) {
            Responses.problem(context, 400, "invalid_parameter", String.valueOf(invalid.getMessage()));
        } else {
            context.fail(failure);
        }
    }

    private static Analysis.Method method(Query query) {
        String given = query.text("method").orElse(Analysis.Method.PED_ANOVA.name());
        String name = given.toUpperCase(Locale.ROOT).replace('-', '_');
        return Stream.of(Analysis.Method.values())
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow(() -> InvalidParameterException.notOneOf(
                        "method",
                        given,
                        Stream.of(Analysis.Method.values()).map(Enum::name).toList()));
    }

    private static int limit(Query query) {
        String given = query.text("limit").orElse(String.valueOf(DEFAULT_BEST));
        if (!given.matches("[0-9]{1,6}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > MOST_BEST) {
            throw new InvalidParameterException("limit is " + given + ", must be from 1 to " + MOST_BEST);
        }
        return Integer.parseInt(given);
    }

    private static List<Double> reference(StudyState study, String text) {
        int objectives = study.spec().objectives().size();
        List<String> parts = List.of(text.split(",", -1));
        if (parts.size() != objectives) {
            throw new InvalidParameterException(
                    "reference has " + parts.size() + " numbers, must have " + objectives + ", one for each objective");
        }
        try {
            return parts.stream().map(Double::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new InvalidParameterException("reference is " + text + ", must be numbers with commas between");
        }
    }
}
