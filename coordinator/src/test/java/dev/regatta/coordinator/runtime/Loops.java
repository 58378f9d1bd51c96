package dev.regatta.coordinator.runtime;

import java.time.Clock;
import java.time.Duration;

/** Loops without a fleet around them, wired as a coordinator's. */
final class Loops {

    static final Duration LEASE = Duration.ofSeconds(15);

    private Loops() {}

    /** A loop before its first turn; what else it is to have comes before {@link CoordinatorLoop#begin}. */
    static CoordinatorLoop over(
            StudyRuntime runtime,
            EventLog log,
            InboxSource inbox,
            HeartbeatSource heartbeats,
            MessagePublisher publisher,
            Clock clock) {
        LeaseTable leases = new LeaseTable(LEASE, Duration.ofSeconds(2), clock);
        runtime.listen(leases);
        return new CoordinatorLoop(
                runtime,
                new OutboxLoop(log, publisher, inbox::owned),
                inbox,
                new LeaseKeeper(runtime, heartbeats, publisher, leases, new FleetRegistry(), clock),
                clock);
    }
}
