package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.study.Attempt;
import dev.regatta.coordinator.study.AttemptState;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.command.ExpireLease;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.AttemptFailed;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.LeaseExpired;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.fleet.RunningAttempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When each lease was last renewed, and which are due. Renewals are not journaled: after a restart every lease counts
 * from the start, so a coordinator that was away takes no lease back for its own absence. Used by the runtime's thread
 * only. What another coordinator committed counts from when this one learns of it: their clocks may differ.
 */
public final class LeaseTable implements JournalListener {

    private record Lease(long epoch, WorkerId worker, Instant renewedAt, Optional<Instant> lostAt) {}

    private final Duration length;
    private final Duration reconnect;
    private final Clock clock;
    private final Map<AttemptId, Lease> leases = new HashMap<>();

    /**
     * Leases of the given length.
     *
     * @param length time without a heartbeat after which a lease is taken back
     * @param reconnect time that a worker whose connection broke has to come back
     * @param clock this process's own
     */
    public LeaseTable(Duration length, Duration reconnect, Clock clock) {
        this.length = length;
        this.reconnect = reconnect;
        this.clock = clock;
    }

    /** Counts every running attempt's lease from {@code now}. */
    public void restart(Collection<StudyState> studies, Instant now) {
        leases.clear();
        for (StudyState study : studies) {
            study.trials()
                    .forEach(trial -> trial.current()
                            .filter(attempt -> attempt.state() == AttemptState.RUNNING)
                            .ifPresent(attempt -> put(new AttemptId(trial.id(), attempt.number()), attempt, now)));
        }
    }

    /** Counts the leases of some studies anew: whoever watched over them before may have been away for long. */
    public void restart(Predicate<StudyId> studies, Instant now) {
        leases.replaceAll((attempt, lease) -> studies.test(attempt.study())
                ? new Lease(lease.epoch(), lease.worker(), now, lease.lostAt().map(before -> now))
                : lease);
    }

    private void put(AttemptId id, Attempt attempt, Instant now) {
        leases.put(id, new Lease(attempt.leaseEpoch(), attempt.worker().orElseThrow(), now, Optional.empty()));
    }

    @Override
    public void committed(List<JournalEntry> entries) {
        Instant now = clock.instant();
        for (JournalEntry entry : entries) {
            Event event = entry.event();
            if (event instanceof LeaseGranted granted) {
                leases.put(granted.attempt(), new Lease(granted.leaseEpoch(), granted.worker(), now, Optional.empty()));
            } else if (event instanceof LeaseExpired expired) {
                leases.remove(expired.attempt());
            } else if (event instanceof AttemptYielded yielded) {
                leases.remove(yielded.attempt());
            } else if (event instanceof AttemptFailed failed) {
                leases.remove(failed.attempt());
            } else if (event instanceof AttemptCompleted completed) {
                leases.remove(completed.attempt());
            } else if (event instanceof AttemptFact fact) {
                renew(fact.attempt(), fact.header().leaseEpoch(), now);
            }
        }
    }

    /** Renews the lease a heartbeat names; false if that lease is not current. */
    public boolean renew(RunningAttempt running, Instant now) {
        return renew(running.attempt(), running.leaseEpoch(), now);
    }

    private boolean renew(AttemptId attempt, long epoch, Instant now) {
        Lease lease = leases.get(attempt);
        if (lease == null || lease.epoch() != epoch) {
            return false;
        }
        leases.put(attempt, new Lease(lease.epoch(), lease.worker(), now, Optional.empty()));
        return true;
    }

    /** The worker's connection broke: unless a heartbeat comes, its leases are due after the time to reconnect. */
    public void lost(WorkerId worker, Instant now) {
        leases.replaceAll((attempt, lease) -> lease.worker().equals(worker)
                ? new Lease(lease.epoch(), worker, lease.renewedAt(), Optional.of(now))
                : lease);
    }

    /** The commands that take back every lease that is due. */
    public List<ExpireLease> due(Instant now) {
        List<ExpireLease> due = new ArrayList<>();
        leases.forEach((attempt, lease) -> {
            if (lease.renewedAt().plus(length).isBefore(now)) {
                due.add(new ExpireLease(
                        attempt,
                        lease.epoch(),
                        "no heartbeat from " + lease.worker() + " for " + length.toSeconds() + " s"));
            } else if (lease.lostAt()
                    .filter(at -> at.plus(reconnect).isBefore(now))
                    .isPresent()) {
                due.add(new ExpireLease(attempt, lease.epoch(), "worker " + lease.worker() + " is gone"));
            }
        });
        return due;
    }
}
