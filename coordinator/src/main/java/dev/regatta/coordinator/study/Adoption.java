package dev.regatta.coordinator.study;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.codec.InboxRecord;
import dev.regatta.protocol.command.ExpireLease;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a study goes on that was carried here with its journal. As after the loss of every worker: what waited for one waits
 * here, and the leases that were held are over, since none who held them can be heard here.
 */
public final class Adoption {

    private static final String REASON = "the study was imported: whoever held the lease works elsewhere";

    private Adoption() {}

    /** @param study as its journal left it */
    public static Decision of(StudyState study, Instant now) {
        List<Event> events = new ArrayList<>();
        List<RunTrial> work = new ArrayList<>();
        if (study.spec().workload().forWorkers()) {
            study.trials().stream()
                    .filter(trial -> trial.state() == TrialState.QUEUED)
                    .flatMap(trial -> trial.current().map(attempt -> id(trial, attempt)).stream())
                    .forEach(attempt -> work.add(StudyDecider.work(study, attempt)));
        }
        StudyState state = study;
        for (Trial trial : study.trials()) {
            Optional<Attempt> held = trial.current().filter(attempt -> attempt.state() == AttemptState.RUNNING);
            if (held.isPresent()) {
                Decision decision = StudyDecider.decide(
                        Optional.of(state), new InboxRecord.OfCommand(expire(trial, held.get())), now);
                state = StudyEvents.applyAll(Optional.of(state), decision.events(), now)
                        .orElseThrow();
                events.addAll(decision.events());
                work.addAll(decision.work());
            }
        }
        return new Decision(events, work, List.of(), Optional.empty());
    }

    private static ExpireLease expire(Trial trial, Attempt held) {
        return new ExpireLease(id(trial, held), held.leaseEpoch(), REASON);
    }

    private static AttemptId id(Trial trial, Attempt attempt) {
        return new AttemptId(trial.id(), attempt.number());
    }
}
