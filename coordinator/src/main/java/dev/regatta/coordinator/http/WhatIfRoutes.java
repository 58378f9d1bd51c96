package dev.regatta.coordinator.http;

import dev.regatta.coordinator.analysis.Observation;
import dev.regatta.coordinator.analysis.PrunerReplay;
import dev.regatta.coordinator.analysis.RecordedCurve;
import dev.regatta.coordinator.analysis.SamplerReplay;
import dev.regatta.coordinator.prune.Pruners;
import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.search.Samplers;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.coordinator.study.TrialState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.api.Problem;
import dev.regatta.protocol.api.WhatIf;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.study.PrunerSpec;
import dev.regatta.protocol.study.SamplerSpec;
import dev.regatta.protocol.study.WhatIfQuestion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Another pruner or sampler over a study's recorded trials, off the event loop. */
final class WhatIfRoutes {

    private static final long BODY_LIMIT_BYTES = 65_536;
    private static final int TRIALS_AT_ONCE = 64;

    /** A pruner's answer holds all reports at once, and must come before the connection is taken for dead. */
    private static final long MOST_REPORTS = 2_000_000;

    private final Map<StudyId, StudyState> studies;
    private final EventLog log;
    private final long mostReports;

    WhatIfRoutes(Map<StudyId, StudyState> studies, EventLog log) {
        this(studies, log, MOST_REPORTS);
    }

    WhatIfRoutes(Map<StudyId, StudyState> studies, EventLog log, long mostReports) {
        this.studies = studies;
        this.log = log;
        this.mostReports = mostReports;
    }

    void mount(Router router) {
        BodyDeadline deadline = new BodyDeadline(BodyDeadline.USUAL);
        router.post("/api/v1/studies/:study/what-if")
                .handler(deadline)
                .handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT_BYTES))
                .handler(deadline::arrived)
                .handler(this::answer);
    }

    private void answer(RoutingContext context) {
        String name = context.pathParam("study");
        StudyState study = StudyId.isValid(name) ? studies.get(new StudyId(name)) : null;
        if (study == null) {
            Responses.problem(context, 404, "not_found", "there is no study " + name);
            return;
        }
        String text = Optional.ofNullable(context.body().asString()).orElse("");
        WhatIfQuestion question = WhatIfQuestion.parse(text, study.spec());
        if (!question.errors().isEmpty()) {
            Responses.problem(
                    context, 400, new Problem("invalid_question", "the question has errors", question.errors()));
            return;
        }
        context.vertx()
                .executeBlocking(() -> outcome(context, study, question), false)
                .onSuccess(Runnable::run)
                .onFailure(context::fail);
    }

    /** What is to be sent; to be called where one may wait. */
    private Runnable outcome(RoutingContext context, StudyState study, WhatIfQuestion question) {
        long reports = question.pruner().isPresent() ? log.countReports(study.id()) : 0;
        if (reports > mostReports) {
            String message = "study " + study.id().value() + " has " + reports + " reports, what-if can replay at most "
                    + mostReports;
            return () -> Responses.problem(context, 400, "too_many_reports", message);
        }
        WhatIf answer = answer(study, question);
        return () -> Responses.json(context, 200, answer);
    }

    private WhatIf answer(StudyState study, WhatIfQuestion question) {
        return new WhatIf(
                study.id().value(),
                question.pruner().map(pruner -> pruner(study, pruner)),
                question.sampler().map(sampler -> sampler(study, sampler)));
    }

    private WhatIf.PrunerOutcome pruner(StudyState study, PrunerSpec pruner) {
        boolean minimize = study.spec().objective().direction() == Objective.Direction.MINIMIZE;
        return PrunerReplay.of(Pruners.of(pruner, study.spec().watch().direction()), curves(study), minimize);
    }

    /** Read some trials at a time: of each report little is kept. */
    private List<RecordedCurve> curves(StudyState study) {
        List<RecordedCurve> curves = new ArrayList<>();
        List<Trial> trials = study.trials();
        for (int from = 0; from < trials.size(); from += TRIALS_AT_ONCE) {
            curves.addAll(curves(study, trials.subList(from, Math.min(trials.size(), from + TRIALS_AT_ONCE))));
        }
        return curves;
    }

    private List<RecordedCurve> curves(StudyState study, List<Trial> trials) {
        Map<Integer, List<RecordedCurve.Report>> reports = new HashMap<>();
        List<Integer> numbers =
                trials.stream().map(trial -> trial.id().number()).toList();
        for (JournalEntry entry : log.reports(study.id(), numbers)) {
            EpochReported reported = (EpochReported) entry.event();
            Double value = reported.metrics().get(study.spec().watch().metric());
            if (value != null) {
                reports.computeIfAbsent(reported.attempt().trial().number(), number -> new ArrayList<>())
                        .add(new RecordedCurve.Report(entry.position(), reported.epoch(), value));
            }
        }
        return trials.stream()
                .map(trial -> new RecordedCurve(
                        trial.id().number(), reports.getOrDefault(trial.id().number(), List.of()), value(trial)))
                .toList();
    }

    private static OptionalDouble value(Trial trial) {
        return trial.value().map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    private static WhatIf.SamplerOutcome sampler(StudyState study, SamplerSpec sampler) {
        List<Observation> recorded = study.trials().stream()
                .filter(trial -> trial.state() == TrialState.COMPLETED)
                .map(trial -> new Observation(
                        trial.id().number(),
                        trial.parameters().values(),
                        trial.value().orElse(Double.NaN)))
                .toList();
        return SamplerReplay.of(Samplers.of(sampler, study.spec().seed()), study.spec(), recorded);
    }
}
