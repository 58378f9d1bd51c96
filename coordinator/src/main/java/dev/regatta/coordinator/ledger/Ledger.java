package dev.regatta.coordinator.ledger;

import dev.regatta.coordinator.ledger.AttemptAccount.Ended;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptFailed;
import dev.regatta.protocol.event.AttemptStarted;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.LeaseExpired;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.event.TrialJudged;
import dev.regatta.protocol.event.TrialStopRequested;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The fold of one study's journal into what its attempts took. Fed with the entries in their order; for one thread. */
public final class Ledger {
    private final TreeMap<Integer, TrialAccount> trials = new TreeMap<>();
    /** Trials with an attempt that has not ended: a total needs no look at the others. */
    private final Map<Integer, TrialAccount> running = new HashMap<>();

    private Spending ofEnded = Spending.NONE;
    private long preemptions;
    /** Trials whose running attempt was asked to end: its end is no loss. */
    private final Set<TrialId> asked = new HashSet<>();

    /** Takes the next entry. */
    public void take(JournalEntry entry) {
        Event event = entry.event();
        Instant at = entry.at();
        if (event instanceof LeaseGranted granted) {
            open(granted, at);
        } else if (event instanceof AttemptStarted started) {
            account(started.attempt())
                    .current(it -> it.started(started.resumedFromStep().orElse(0L), at));
        } else if (event instanceof CheckpointSaved saved) {
            account(saved.attempt()).current(it -> it.saved(saved.checkpoint().step(), at));
            account(saved.attempt()).reached(saved.checkpoint().step());
        } else if (event instanceof TrialJudged judged) {
            asked.add(judged.trial());
        } else if (event instanceof TrialStopRequested requested) {
            asked.add(requested.trial());
        } else {
            end(event, at);
        }
    }

    private void open(LeaseGranted granted, Instant at) {
        TrialAccount account = account(granted.attempt());
        asked.remove(granted.attempt().trial());
        account.open(AttemptAccount.granted(granted.attempt().number(), granted.worker(), at, account.highestStep()));
        running.put(account.trial(), account);
    }

    private void end(Event event, Instant at) {
        if (event instanceof AttemptCompleted completed) {
            close(completed.attempt(), new Ended("COMPLETED", "completed", at, true, false));
        } else if (event instanceof AttemptYielded yielded) {
            boolean wasAsked = asked.contains(yielded.attempt().trial());
            close(yielded.attempt(), new Ended("YIELDED", yielded.reason(), at, wasAsked, !wasAsked));
        } else if (event instanceof AttemptFailed failed) {
            close(failed.attempt(), new Ended("FAILED", failed.message(), at, false, false));
        } else if (event instanceof LeaseExpired expired) {
            close(expired.attempt(), new Ended("EXPIRED", expired.reason(), at, false, true));
        }
    }

    private void close(AttemptId attempt, Ended ended) {
        TrialAccount account = account(attempt);
        account.current(it -> {
            AttemptAccount closed = it.ended(ended);
            ofEnded = ofEnded.plus(closed.spending(ended.at()));
            return closed;
        });
        if (running.remove(account.trial()) != null && ended.isPreemption()) {
            preemptions++;
        }
    }

    private TrialAccount account(AttemptId attempt) {
        return trials.computeIfAbsent(attempt.trial().number(), TrialAccount::new);
    }

    /** Every trial that had a worker, by number. */
    List<TrialAccount> trials() {
        return List.copyOf(trials.values());
    }

    /** What the study took until now. */
    public Spending total(Instant now) {
        return running.values().stream().map(trial -> trial.running(now)).reduce(ofEnded, Spending::plus);
    }

    /** Attempts that were lost, or given back unasked. */
    public long preemptions() {
        return preemptions;
    }
}
