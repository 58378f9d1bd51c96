package dev.regatta.coordinator.study;

import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.AttemptFailed;
import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.AttemptStarted;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.LeaseExpired;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.event.RunOpened;
import dev.regatta.protocol.event.TrialCompleted;
import dev.regatta.protocol.event.TrialFailed;
import dev.regatta.protocol.event.TrialJudged;
import dev.regatta.protocol.event.TrialPaused;
import dev.regatta.protocol.event.TrialPruned;
import dev.regatta.protocol.event.TrialResumed;
import dev.regatta.protocol.event.TrialStopRequested;
import dev.regatta.protocol.event.TrialStopped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How an event changes its trial, beside the state that {@link TrialTransitions} gives it. */
final class TrialEvents {

    private TrialEvents() {}

    static void change(TrialEdit trial, Event event, Instant at) {
        if (event instanceof AttemptFact fact) {
            trial.current(attempt -> attempt.heard(fact.header().sequence()));
            fact(trial, fact, at);
        } else if (event instanceof AttemptQueued queued) {
            trial.attempts = trial.attempts.plus(Attempt.queued(queued.attempt().number(), queued.reason(), at));
        } else if (event instanceof LeaseGranted granted) {
            trial.current(attempt -> attempt.granted(granted.worker(), granted.leaseEpoch(), at));
        } else if (event instanceof LeaseExpired expired) {
            trial.current(attempt -> attempt.ended(AttemptState.EXPIRED, expired.reason(), at));
        } else if (event instanceof TrialJudged judged) {
            trial.ending = Optional.of(TrialEnding.valueOf(judged.verdict().name()));
            trial.message = Optional.of(judged.reason());
        } else if (event instanceof TrialStopRequested requested) {
            trial.ending = Optional.of(TrialEnding.STOP);
            trial.message = Optional.of(requested.reason());
        } else if (event instanceof TrialPaused paused) {
            trial.ending = Optional.empty();
            trial.message = Optional.of(paused.reason());
        } else if (event instanceof TrialResumed) {
            trial.message = Optional.empty();
        } else if (event instanceof TrialPruned pruned) {
            trial.message = Optional.of(pruned.reason());
            trial.endedAt = Optional.of(at);
        } else if (event instanceof TrialCompleted completed) {
            trial.message = Optional.empty();
            trial.value = Optional.of(completed.value());
            trial.endedAt = Optional.of(at);
        } else if (event instanceof TrialFailed failed) {
            trial.message = Optional.of(failed.message());
            trial.endedAt = Optional.of(at);
        } else if (event instanceof TrialStopped stopped) {
            trial.message = Optional.of(stopped.reason());
            trial.endedAt = Optional.of(at);
            trial.current(attempt -> attempt.endedAt().isPresent()
                    ? attempt
                    : attempt.ended(AttemptState.STOPPED, stopped.reason(), at));
        }
    }

    private static void fact(TrialEdit trial, AttemptFact fact, Instant at) {
        if (fact instanceof AttemptStarted started) {
            trial.current(attempt -> attempt.started(started.resumedFromStep()));
            trial.mlflowRun = started.mlflowRun().or(() -> trial.mlflowRun);
        } else if (fact instanceof RunOpened opened) {
            trial.mlflowRun = Optional.of(opened.mlflowRun());
        } else if (fact instanceof EpochReported reported) {
            trial.reportedEpoch = reported.epoch();
            trial.metrics = reported.metrics();
        } else if (fact instanceof CheckpointSaved saved) {
            trial.checkpoints = newestFirst(saved.checkpoint(), trial.checkpoints, trial.keptCheckpoints);
        } else if (fact instanceof AttemptYielded yielded) {
            trial.current(attempt -> attempt.ended(AttemptState.YIELDED, yielded.reason(), at));
        } else if (fact instanceof AttemptFailed failed) {
            trial.current(attempt -> attempt.ended(AttemptState.FAILED, failed.message(), at));
            trial.failures++;
        } else if (fact instanceof AttemptCompleted completed) {
            trial.current(attempt -> attempt.ended(AttemptState.COMPLETED, "completed", at));
            trial.metrics = completed.metrics();
            trial.weightsSha256 =
                    Optional.of(completed.weightsSha256()).filter(hash -> !hash.equals(AttemptCompleted.NO_WEIGHTS));
        }
    }

    private static List<CheckpointRef> newestFirst(CheckpointRef newest, List<CheckpointRef> older, int most) {
        List<CheckpointRef> all = new ArrayList<>(older);
        all.add(0, newest);
        return List.copyOf(all.subList(0, Math.min(all.size(), most)));
    }
}
