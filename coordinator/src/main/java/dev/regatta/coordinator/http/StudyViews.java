package dev.regatta.coordinator.http;

import dev.regatta.coordinator.runtime.FleetRegistry;
import dev.regatta.coordinator.study.Attempt;
import dev.regatta.coordinator.study.AttemptState;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.coordinator.study.TrialState;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.api.ReportView;
import dev.regatta.protocol.api.StudyView;
import dev.regatta.protocol.api.TrialView;
import dev.regatta.protocol.event.EpochReported;
import java.util.Optional;

/** What the API shows of a study's state. Pure. */
final class StudyViews {

    private StudyViews() {}

    static StudyView study(StudyState study) {
        StudyView.TrialCounts counts = new StudyView.TrialCounts(
                study.progress().trials(),
                study.count(TrialState.QUEUED),
                study.count(TrialState.RUNNING),
                study.count(TrialState.STOPPING),
                study.count(TrialState.COMPLETED),
                study.count(TrialState.FAILED),
                study.count(TrialState.STOPPED),
                study.count(TrialState.PAUSED),
                study.count(TrialState.PRUNED));
        Optional<StudyView.BestTrial> best = study.best()
                .flatMap(number ->
                        study.trials().get(number).value().map(value -> new StudyView.BestTrial(number, value)));
        return new StudyView(
                study.id().value(),
                StudyView.StudyViewState.valueOf(study.status().name()),
                study.createdAt(),
                study.endedAt(),
                study.stopReason(),
                counts,
                best,
                study.progress().deviceTime().toMillis() / 1000.0,
                study.archived(),
                study.spec().with(study.progress().budget()));
    }

    static TrialView trial(Trial trial, FleetRegistry fleet, TrialNotes notes) {
        return new TrialView(
                trial.id().study().value(),
                trial.id().number(),
                trial.state().name(),
                trial.source(),
                trial.parameters(),
                trial.seed(),
                trial.value(),
                trial.metrics(),
                trial.reportedEpoch(),
                trial.step(),
                progress(trial, fleet),
                trial.mlflowRun(),
                trial.weightsSha256(),
                trial.startedFrom(),
                notes.message(trial),
                trial.suggestedAt(),
                trial.endedAt(),
                trial.attempts().stream().map(StudyViews::attempt).toList());
    }

    private static Optional<TrialView.ProgressView> progress(Trial trial, FleetRegistry fleet) {
        return trial.current()
                .filter(attempt -> attempt.state() == AttemptState.RUNNING)
                .flatMap(attempt -> fleet.running(new AttemptId(trial.id(), attempt.number())))
                .flatMap(WorkerViews::progress);
    }

    private static TrialView.AttemptView attempt(Attempt attempt) {
        return new TrialView.AttemptView(
                attempt.number(),
                attempt.state().name(),
                attempt.reason(),
                attempt.worker().map(WorkerId::value),
                attempt.worker().map(worker -> attempt.leaseEpoch()),
                attempt.queuedAt(),
                attempt.grantedAt(),
                attempt.endedAt(),
                attempt.resumedFromStep(),
                attempt.end());
    }

    static ReportView report(JournalEntry entry) {
        EpochReported reported = (EpochReported) entry.event();
        return new ReportView(
                reported.attempt().trial().number(),
                reported.attempt().number(),
                reported.epoch(),
                reported.step(),
                entry.at(),
                reported.metrics());
    }
}
