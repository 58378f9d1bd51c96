package dev.regatta.coordinator.study;

import dev.regatta.coordinator.prune.PruningFact;
import dev.regatta.coordinator.prune.Verdict;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.TrialJudged;
import dev.regatta.protocol.study.Parameters;
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

    private static Optional<Long> epochs(Parameters parameters) {
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
                        verdict.reason()));
    }
}
