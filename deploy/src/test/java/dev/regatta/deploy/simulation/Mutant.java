package dev.regatta.deploy.simulation;

import dev.regatta.coordinator.runtime.StudyRuntime;
import dev.regatta.coordinator.study.Attempt;
import dev.regatta.coordinator.study.AttemptState;
import dev.regatta.coordinator.study.StudyDecider;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.codec.InboxRecord;
import dev.regatta.protocol.codec.InboxRecord.OfFact;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.AttemptFailed;
import dev.regatta.protocol.event.AttemptStarted;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.FactHeader;
import dev.regatta.protocol.event.RunOpened;
import java.util.Optional;

/** Deciders with one check taken out. */
enum Mutant {
    /** Takes a zombie's word for the one that holds the lease. */
    IGNORES_THE_FENCING_EPOCH {
        @Override
        FactHeader seen(FactHeader said, AttemptId attempt, Attempt current) {
            return said.leaseEpoch() == current.leaseEpoch() ? said : unchecked(said, attempt, current);
        }
    },
    /** Takes a repeated word for a new one. */
    IGNORES_THE_SEQUENCE {
        @Override
        FactHeader seen(FactHeader said, AttemptId attempt, Attempt current) {
            boolean repeated = said.leaseEpoch() == current.leaseEpoch() && said.sequence() <= current.lastSequence();
            return repeated ? unchecked(said, attempt, current) : said;
        }
    };

    /** The header as the broken check sees it. */
    abstract FactHeader seen(FactHeader said, AttemptId attempt, Attempt current);

    private static FactHeader unchecked(FactHeader said, AttemptId attempt, Attempt current) {
        return new FactHeader(attempt, current.leaseEpoch(), current.lastSequence() + 1, said.worker());
    }

    StudyRuntime.Decider decider() {
        return (state, input, now) -> StudyDecider.decide(
                state, state.map(study -> seen(study, input)).orElse(input), now);
    }

    private InboxRecord seen(StudyState study, InboxRecord input) {
        if (!(input instanceof OfFact offered)) {
            return input;
        }
        AttemptFact fact = offered.fact();
        Optional<Trial> trial = study.trial(fact.attempt().trial());
        return trial.flatMap(Trial::current)
                .filter(current -> current.state() == AttemptState.RUNNING)
                .map(current -> {
                    AttemptId attempt = new AttemptId(fact.attempt().trial(), current.number());
                    return (InboxRecord) new OfFact(with(fact, seen(fact.header(), attempt, current)));
                })
                .orElse(input);
    }

    private static AttemptFact with(AttemptFact fact, FactHeader header) {
        if (fact instanceof AttemptStarted started) {
            return new AttemptStarted(header, started.resumedFromStep(), started.mlflowRun());
        } else if (fact instanceof RunOpened opened) {
            return new RunOpened(header, opened.mlflowRun());
        } else if (fact instanceof EpochReported reported) {
            return new EpochReported(header, reported.epoch(), reported.step(), reported.metrics());
        } else if (fact instanceof CheckpointSaved saved) {
            return new CheckpointSaved(header, saved.checkpoint());
        } else if (fact instanceof AttemptYielded yielded) {
            return new AttemptYielded(header, yielded.reason());
        } else if (fact instanceof AttemptFailed failed) {
            return new AttemptFailed(header, failed.kind(), failed.message());
        }
        AttemptCompleted completed = (AttemptCompleted) fact;
        return new AttemptCompleted(header, completed.metrics(), completed.weightsSha256());
    }
}
