package dev.regatta.deploy.simulation;

import dev.regatta.coordinator.placement.FairShare;
import dev.regatta.coordinator.runtime.CheckpointJanitor;
import dev.regatta.coordinator.runtime.CoordinatorLoop;
import dev.regatta.coordinator.runtime.Dispatcher;
import dev.regatta.coordinator.runtime.FleetRegistry;
import dev.regatta.coordinator.runtime.InboxBatch;
import dev.regatta.coordinator.runtime.InboxSource;
import dev.regatta.coordinator.runtime.LeaseKeeper;
import dev.regatta.coordinator.runtime.LeaseTable;
import dev.regatta.coordinator.runtime.OutboxLoop;
import dev.regatta.coordinator.runtime.Outgoing;
import dev.regatta.coordinator.runtime.Ownership;
import dev.regatta.coordinator.runtime.Requests;
import dev.regatta.coordinator.runtime.StudyRuntime;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.command.Command;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A coordinator process: the real loop, runtime, leases and outbox, their ports leading into the simulation. */
final class SimulatedCoordinator implements InboxSource {
    private static final Duration RECONNECT = Duration.ofSeconds(2);
    private static final long IDLE_MILLIS = 200;
    private static final long BUSY_MILLIS = 10;
    /** Longer than a round: what comes meanwhile is decided before the answer is there. */
    private static final long COMMIT_MILLIS = 15;

    private static final long OUTBOX_MILLIS = 1_000;
    private static final int BATCH = 4;
    private static final int PARTITION = 0;

    private final World world;
    private final Machine machine;
    private final CrashPoint crash;
    private final Runnable crashed;
    private final StudyRuntime runtime;
    private final OutboxLoop outbox;
    private final CoordinatorLoop loop;
    private final CrashingLog log;
    private final Requests requests;
    private final List<WorkerHeartbeat> heard = new ArrayList<>();
    private final long upSince;
    private Ownership owned;

    /** What the group says; {@code owned} is what it has heard of that. */
    private boolean assigned;

    private Runnable settle = () -> {};
    private long next;
    private boolean busy;

    /**
     * Starts it.
     *
     * @param owner whether it believes that the partition is its own, or only follows what another decides
     * @param crashed run when it dies of its crash point
     */
    SimulatedCoordinator(World world, Machine machine, boolean owner, Runnable crashed) {
        owned = owner ? Ownership.whole(1) : Ownership.none(1);
        assigned = owner;
        this.world = world;
        this.machine = machine;
        this.crashed = crashed;
        upSince = world.time().millis();
        crash = new CrashPoint();
        log = new CrashingLog(world.database(), world.witness(), crash, answer -> machine.after(COMMIT_MILLIS, answer));
        Clock clock = new SkewedClock(machine);
        runtime = new StudyRuntime(log, world.witness()::undecidable, clock, world.user()::hear, world.decider());
        LeaseTable leases = new LeaseTable(World.LEASE, RECONNECT, clock);
        runtime.restore();
        runtime.listen(leases);
        runtime.leaveWorkToDispatcher();
        FleetRegistry fleet = new FleetRegistry();
        Dispatcher dispatcher =
                new Dispatcher(runtime.states(), fleet, this::publish, new FairShare(Map.of()), World.LEASE);
        dispatcher.restart();
        runtime.listen(dispatcher);
        outbox = new OutboxLoop(log, this::publish, this::owned);
        LeaseKeeper keeper = new LeaseKeeper(runtime, this::heartbeats, this::publish, leases, fleet, clock);
        loop = new CoordinatorLoop(runtime, outbox, this, keeper, clock);
        loop.dispatchBy(dispatcher::restart, dispatcher::dispatch);
        Link toBroker = world.link(world.broker()::isAway);
        requests = new Requests(this, command -> append(toBroker, command), clock);
        loop.decide(requests);
        CheckpointJanitor janitor = new CheckpointJanitor(runtime.states(), world.checkpoints()::delete, Runnable::run);
        janitor.restart();
        runtime.listen(janitor);
        loop.begin();
        world.broker().listen(heartbeat -> machine.after(0, () -> heard.add(heartbeat)));
        world.broker().watchInbox(this::wakeUp);
        turn();
        publishNow();
    }

    Machine machine() {
        return machine;
    }

    CrashPoint crash() {
        return crash;
    }

    /** True if the group has given it the partition, whether it knows by now or not. */
    boolean isAssigned() {
        return machine.isAlive() && assigned;
    }

    /** It is given the partition, and knows it once it can. */
    void gain() {
        assigned = true;
        machine.after(
                0,
                () -> surviving(() -> {
                    owned = new Ownership(owned.generation() + 1, Set.of(PARTITION), 1);
                    rewind();
                    wakeUp();
                }));
    }

    /** The partition is taken from it, and it knows it once it can. */
    void giveUp() {
        assigned = false;
        machine.after(
                0,
                () -> surviving(() -> {
                    try {
                        settle.run();
                    } catch (RuntimeException e) {
                        // as in a real one: what is not committed is left to the next owner
                    }
                    owned = new Ownership(owned.generation() + 1, Set.of(), 1);
                }));
    }

    /** When it last began to be there without a break. */
    long upSince() {
        return upSince;
    }

    Optional<StudyState> state(StudyId study) {
        return Optional.ofNullable(runtime.states().get(study));
    }

    /** A user's request reaches it. */
    void request(Command command) {
        machine.after(0, () -> {
            var unused = requests.apply(command); // the user hears the answer, or asks again
        });
    }

    private CompletableFuture<StudyId> append(Link toBroker, Command command) {
        CompletableFuture<StudyId> sent = new CompletableFuture<>();
        toBroker.send(() -> {
            world.broker().append(Json.bytes(command));
            sent.complete(command.study());
        });
        return sent;
    }

    void disconnected(WorkerId worker) {
        machine.after(20, () -> loop.disconnected(worker));
    }

    private void wakeUp() {
        if (!busy) {
            busy = true;
            machine.after(BUSY_MILLIS, this::round);
        }
    }

    private void turn() {
        round();
        machine.after(IDLE_MILLIS, this::turn);
    }

    private void round() {
        busy = false;
        surviving(() -> {
            if (loop.turn()) {
                if (runtime.isSettled()) {
                    world.witness().decided(log, runtime.states());
                }
            } else {
                machine.after(CoordinatorLoop.PAUSE_AFTER_FAILURE.toMillis(), this::wakeUp);
            }
            machine.after(1, () -> surviving(this::publishPages));
        });
    }

    private void publishNow() {
        surviving(this::publishPages);
        machine.after(OUTBOX_MILLIS, this::publishNow);
    }

    private void publishPages() {
        try {
            while (outbox.publishPage()) {
                // the next one
            }
        } catch (IllegalStateException e) {
            // the broker is away: the outbox is looked at again soon
        }
    }

    private void surviving(Runnable steps) {
        try {
            steps.run();
        } catch (CrashPoint.Crashed e) {
            machine.die();
            crashed.run();
        }
    }

    private void publish(List<Outgoing> messages) {
        for (Outgoing message : messages) {
            crash.step();
            if (world.broker().isAway()) {
                throw new IllegalStateException("the broker does not answer");
            }
            world.broker().publish(message);
        }
        crash.step();
    }

    private List<WorkerHeartbeat> heartbeats() {
        List<WorkerHeartbeat> taken = List.copyOf(heard);
        heard.clear();
        return taken;
    }

    @Override
    public List<InboxBatch> poll(Duration timeout) {
        crash.step();
        long end = world.broker().isAway() || !owned.has(PARTITION)
                ? next
                : Math.min(next + BATCH, world.broker().end());
        if (end <= next) {
            return List.of();
        }
        List<InboxBatch.RawRecord> records = new ArrayList<>();
        for (long offset = next; offset < end; offset++) {
            records.add(new InboxBatch.RawRecord(offset, world.broker().record(offset)));
        }
        InboxBatch batch = new InboxBatch(PARTITION, next, end, records);
        next = end;
        if (end < world.broker().end()) {
            wakeUp();
        }
        return List.of(batch);
    }

    @Override
    public Ownership owned() {
        return owned;
    }

    @Override
    public int partition(StudyId study) {
        return PARTITION;
    }

    @Override
    public void beforeLoss(Runnable settling) {
        settle = settling;
    }

    @Override
    public void wake() {
        machine.after(0, this::wakeUp);
    }

    @Override
    public void rewind() {
        next = log.offset(PARTITION).orElse(0);
    }

    /** The process's own clock. */
    private static final class SkewedClock extends Clock {
        private final Machine machine;

        SkewedClock(Machine machine) {
            this.machine = machine;
        }

        @Override
        public Instant instant() {
            return machine.clock();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("the simulation has one zone");
        }
    }
}
