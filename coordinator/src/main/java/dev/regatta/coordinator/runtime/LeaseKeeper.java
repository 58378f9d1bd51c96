package dev.regatta.coordinator.runtime;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Topics;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.command.ExpireLease;
import dev.regatta.protocol.control.ControlMessage.RevokeLease;
import dev.regatta.protocol.fleet.RunningAttempt;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews leases by heartbeats and ends those that are due. They are judged only after every heartbeat that has come was
 * read. For the coordinator's thread.
 */
public final class LeaseKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final StudyRuntime runtime;
    private final HeartbeatSource heartbeats;
    private final MessagePublisher publisher;
    private final LeaseTable leases;
    private final FleetRegistry fleet;
    private final Clock clock;
    private final Queue<WorkerId> disconnected = new ConcurrentLinkedQueue<>();

    public LeaseKeeper(
            StudyRuntime runtime,
            HeartbeatSource heartbeats,
            MessagePublisher publisher,
            LeaseTable leases,
            FleetRegistry fleet,
            Clock clock) {
        this.runtime = runtime;
        this.heartbeats = heartbeats;
        this.publisher = publisher;
        this.leases = leases;
        this.fleet = fleet;
        this.clock = clock;
    }

    /** A worker's connection broke. From any thread. */
    void disconnected(WorkerId worker) {
        disconnected.add(worker);
    }

    /** Every lease counts from now. */
    void restart() {
        leases.restart(runtime.states().values(), clock.instant());
    }

    /** The leases of these studies count from now, since nobody may have heard their workers for a while. */
    void restart(Predicate<StudyId> studies) {
        leases.restart(studies, clock.instant());
    }

    /** @param owns whether a study is decided here */
    void keep(Predicate<StudyId> owns) {
        readHeartbeats(owns);
        expireLeases(owns);
    }

    private void readHeartbeats(Predicate<StudyId> owns) {
        List<WorkerHeartbeat> heard = heartbeats.poll();
        while (!heard.isEmpty()) {
            Instant now = clock.instant();
            List<Outgoing> revoked = new ArrayList<>();
            for (WorkerHeartbeat heartbeat : heard) {
                fleet.heard(heartbeat, now);
                heartbeat
                        .running()
                        .flatMap(running -> renew(heartbeat.worker(), running, now, owns))
                        .ifPresent(revoked::add);
            }
            if (!revoked.isEmpty()) {
                publisher.publish(revoked); // all at once: one by one they would come slower than the heartbeats
            }
            heard = heartbeats.poll();
        }
    }

    /** Renews the lease; the word that it is over, if it is. */
    private Optional<Outgoing> renew(WorkerId worker, RunningAttempt running, Instant now, Predicate<StudyId> owns) {
        if (leases.renew(running, now) || !owns.test(running.attempt().study()) || !isOver(running)) {
            return Optional.empty();
        }
        RevokeLease revoke = new RevokeLease(worker, running.attempt(), running.leaseEpoch(), "the lease is over");
        return Optional.of(new Outgoing(Topics.CONTROL, worker.value(), Json.text(revoke)));
    }

    /** True if the trial has gone on without this lease; false for an attempt that has just ended by its own word. */
    private boolean isOver(RunningAttempt running) {
        var state = runtime.states().get(running.attempt().study());
        if (state == null) {
            return true;
        }
        return state.trial(running.attempt().trial())
                .map(trial -> trial.lastLeaseEpoch() > running.leaseEpoch()
                        || trial.attempts().size() > running.attempt().number())
                .orElse(true);
    }

    private void expireLeases(Predicate<StudyId> owns) {
        Instant now = clock.instant();
        for (WorkerId worker = disconnected.poll(); worker != null; worker = disconnected.poll()) {
            leases.lost(worker, now);
        }
        if (due(now, owns).isEmpty()) {
            return;
        }
        runtime.settle(); // facts on their way to the disk renew leases too
        List<ExpireLease> due = due(now, owns);
        due.forEach(lease -> LOG.info("lease {} of {} ends: {}", lease.leaseEpoch(), lease.attempt(), lease.reason()));
        runtime.execute(due);
    }

    private List<ExpireLease> due(Instant now, Predicate<StudyId> owns) {
        return leases.due(now).stream()
                .filter(lease -> owns.test(lease.attempt().study()))
                .toList();
    }
}
