package dev.regatta.coordinator.study;

import dev.regatta.coordinator.prune.PruningFact;
import dev.regatta.coordinator.prune.Verdict;
import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.PbtSampler;
import dev.regatta.coordinator.search.Samplers;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.TrialJudged;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.SamplerCatalogue;
import dev.regatta.protocol.study.SamplerSpec;
import java.util.Optional;

/** What the pruner makes of a report. Pure. */
final class Judgement {

    private Judgement() {}

    /** The report as the pruner hears it; empty where it lacks the watched metric. */
    static Optional<PruningFact.Reported> report(StudyState study, EpochReported reported) {
        return Optional.ofNullable(reported.metrics().get(study.spec().watch().metric()))
                .map(value -> new PruningFact.Reported(
                        reported.attempt().trial().number(), reported.epoch(), value, isLast(study, reported)));
    }

    /** True if the trial has no epoch left that could be saved. */
    private static boolean isLast(StudyState study, EpochReported reported) {
        return study.trial(reported.attempt().trial())
                .flatMap(trial -> epochs(trial.parameters()))
                .filter(epochs -> reported.epoch() >= epochs)
                .isPresent();
    }

    /** How many epochs a trial trains; empty if its parameters do not say. */
    static Optional<Long> epochs(Parameters parameters) {
        return parameters.get("epochs").filter(Long.class::isInstance).map(Long.class::cast);
    }

    /** The verdict on a running trial's report; empty if the trial goes on. */
    static Optional<TrialJudged> of(StudyState study, Trial trial, EpochReported reported) {
        if (trial.state() != TrialState.RUNNING) {
            return Optional.empty();
        }
        var pruner = study.progress().pruner();
        return report(study, reported)
                .map(pruner::judge)
                .filter(verdict -> verdict.kind() != Verdict.Kind.CONTINUE)
                .map(verdict -> new TrialJudged(
                        trial.id(),
                        reported.epoch(),
                        TrialJudged.Verdict.valueOf(verdict.kind().name()),
                        pruner.version(),
                        verdict.reason()))
                .or(() -> replaced(study, trial, reported));
    }

    /** Population-based training: one of the worst ends, so that a copy of a better one takes its place. */
    private static Optional<TrialJudged> replaced(StudyState study, Trial trial, EpochReported reported) {
        SamplerSpec spec = study.spec().sampler();
        boolean due = spec.type().equals(SamplerCatalogue.PBT) && reported.epoch() % spec.whole("interval") == 0;
        if (!due) {
            return Optional.empty();
        }
        History history = study.progress().history();
        PbtSampler sampler = Samplers.populationBased(spec);
        return report(study, reported)
                .filter(report -> !report.last())
                .flatMap(report ->
                        history.trial(report.trial()).map(known -> known.reported(report.step(), report.value())))
                .filter(known -> sampler.isToBeReplaced(known, history))
                .map(known -> new TrialJudged(
                        trial.id(),
                        reported.epoch(),
                        TrialJudged.Verdict.PRUNE,
                        sampler.version(),
                        "among the worst of its population at epoch " + reported.epoch()));
    }
}
