package dev.regatta.coordinator.study;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.control.ControlMessage.PauseTrial;
import dev.regatta.protocol.control.ControlMessage.PruneTrial;
import dev.regatta.protocol.control.ControlMessage.StopTrial;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.TrialJudged;
import dev.regatta.protocol.event.TrialPaused;
import dev.regatta.protocol.event.TrialPruned;
import dev.regatta.protocol.event.TrialStopRequested;
import dev.regatta.protocol.event.TrialStopped;
import java.util.Optional;

/** How a trial that was asked to end does so. Pure. */
final class Endings {

    private Endings() {}

    /** What the trial's worker is told because of the event. */
    static Optional<ControlMessage> message(Optional<StudyState> study, Event event) {
        if (event instanceof TrialJudged judged) {
            return study.flatMap(it -> it.trial(judged.trial())).flatMap(Endings::message);
        } else if (event instanceof TrialStopRequested requested) {
            return study.flatMap(it -> it.trial(requested.trial())).flatMap(Endings::message);
        }
        return Optional.empty();
    }

    /** What the worker of a stopping trial is told; empty where none has it. */
    static Optional<ControlMessage> message(Trial trial) {
        String reason = trial.message().orElse("the study is stopping");
        return trial.current()
                .filter(attempt -> attempt.state() == AttemptState.RUNNING)
                .flatMap(attempt -> attempt.worker().flatMap(worker -> {
                    AttemptId id = new AttemptId(trial.id(), attempt.number());
                    long epoch = attempt.leaseEpoch();
                    return trial.ending().map(ending -> switch (ending) {
                        case STOP -> new StopTrial(worker, id, epoch, reason);
                        case PRUNE -> new PruneTrial(worker, id, epoch, reason);
                        case PAUSE -> new PauseTrial(worker, id, epoch, reason);
                    });
                }));
    }

    /** The end of a stopping trial whose attempt is over. */
    static Event end(Trial trial, String reason) {
        String judged = trial.message().orElse(reason);
        return switch (trial.ending().orElse(TrialEnding.STOP)) {
            case STOP -> new TrialStopped(trial.id(), reason);
            case PRUNE -> new TrialPruned(trial.id(), judged);
            case PAUSE -> new TrialPaused(trial.id(), judged);
        };
    }
}
