package dev.regatta.deploy.simulation;

import dev.regatta.deploy.simulation.Fault.Kind;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.command.ClaimAttempt;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.control.ControlMessage.AcceptFact;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.worker.attempt.CheckpointName;
import dev.regatta.worker.attempt.CheckpointStore;
import dev.regatta.worker.attempt.FactSender;
import dev.regatta.worker.attempt.Heartbeats;
import dev.regatta.worker.attempt.PrototypeStore;
import dev.regatta.worker.attempt.Waits;
import dev.regatta.worker.attempt.WorkSource;
import dev.regatta.worker.attempt.Worker;
import dev.regatta.worker.attempt.WorkerPorts;
import dev.regatta.worker.attempt.WorkerSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A worker process: the real worker, its ports leading into the simulation. */
final class SimulatedWorker implements FactSender, WorkSource, CheckpointStore, PrototypeStore {
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration FAREWELL = Duration.ofSeconds(10);
    private static final long STEP_MILLIS = 900;
    private static final long SAVING_MILLIS = 60;
    private static final long FOREVER_MILLIS = Duration.ofDays(1).toMillis();

    private final World world;
    private final Machine machine;
    private final BooleanSupplier cut;
    private final Link up;
    private final Link down;
    private final Link beats;
    private final WorkerId id;
    private final Worker worker;
    private final Heartbeats heartbeats;
    private final Actor actor;
    private final Acknowledgements acknowledgements;
    private final Runnable ended;
    private boolean draining;
    private boolean failing;

    /**
     * A process that runs from now on.
     *
     * @param cut true while nothing passes between it and the rest
     * @param ended run once the process has ended by itself
     */
    SimulatedWorker(World world, Machine machine, BooleanSupplier cut, Runnable ended) {
        this.world = world;
        this.machine = machine;
        this.cut = cut;
        this.ended = ended;
        id = new WorkerId(machine.name());
        acknowledgements = new Acknowledgements(world.witness());
        up = world.link(() -> cut.getAsBoolean() || world.broker().isAway());
        down = world.link(() -> cut.getAsBoolean() || world.broker().isAway());
        beats = world.link(() -> false);
        Link tracking = world.link(() -> cut.getAsBoolean() || world.weather().is(Kind.TRACKING_AWAY));
        WorkerSettings settings = new WorkerSettings(id, "cpu", 1, HEARTBEAT, World.LEASE, ANSWER, FAREWELL);
        WorkerPorts ports = new WorkerPorts(
                new ChainTrainer(this::trainStep),
                this,
                this,
                this,
                new TrackingQueue(world.tracking(), machine, tracking),
                machine::clock,
                SimulatedSignal::new,
                Runnable::run);
        worker = new Worker(settings, ports, this, new SameThread());
        heartbeats = new Heartbeats(
                worker,
                settings,
                new Heartbeats.Host("simulated", 1, "1"),
                (heartbeat, arrived) -> beats.send(() -> {
                    if (!cut.getAsBoolean() && !world.weather().losesHeartbeat()) {
                        world.broker().heartbeat(heartbeat);
                        machine.after(1, arrived);
                    }
                }),
                machine::clock);
        actor = new Actor(world.threads(), this::work);
        world.broker().listen(id, message -> down.send(() -> machine.after(0, () -> hear(message))));
        machine.after(1, this::turn);
        machine.after(1, this::beat);
    }

    private void work() {
        try {
            worker.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
    }

    Machine machine() {
        return machine;
    }

    private void beat() {
        heartbeats.beat();
        machine.after(HEARTBEAT.toMillis(), this::beat);
    }

    private void hear(ControlMessage message) {
        if (message instanceof AcceptFact accept) {
            acknowledgements.accepted(accept);
        }
        worker.hear(message);
    }

    /** Lets its main thread go on. */
    private void turn() {
        actor.turn();
        if (actor.hasEnded() && machine.isAlive()) {
            heartbeats.close();
            machine.die();
            ended.run();
        }
    }

    /** SIGTERM. */
    void preempt() {
        machine.after(0, () -> {
            draining = true;
            worker.drain("SIGTERM");
        });
    }

    /** The next training step fails. */
    void fail() {
        failing = true;
    }

    /** kill −9. */
    void kill() {
        machine.die();
        actor.kill();
        if (world.weather().coin()) {
            up.drop();
        }
        world.broker().lost(machine);
        heartbeats.close();
    }

    /** The end of the simulation. */
    void discard() {
        machine.die();
        actor.kill();
        heartbeats.close();
    }

    // What its main thread asks of the rest. It blocks in these places only.

    private boolean await(BooleanSupplier done, long atMostMillis) {
        live();
        if (done.getAsBoolean()) {
            return true;
        }
        machine.after(1, () -> machine.when(done, atMostMillis, this::turn));
        actor.park();
        return done.getAsBoolean();
    }

    private void pause(long millis) {
        live();
        machine.after(millis, this::turn);
        actor.park();
    }

    private void live() {
        if (!machine.isAlive()) {
            throw new Actor.Killed();
        }
    }

    private void trainStep() {
        pause(STEP_MILLIS / 2 + world.weather().upTo(STEP_MILLIS));
        if (failing) {
            failing = false;
            throw new IllegalStateException("the device fell off the bus");
        }
    }

    @Override
    public CompletableFuture<Void> claim(ClaimAttempt claim) {
        boolean[] arrived = {false};
        toInbox(Json.bytes(claim), () -> arrived[0] = true);
        await(() -> arrived[0], FOREVER_MILLIS);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void send(AttemptFact fact) {
        acknowledgements.sent(fact);
        toInbox(Json.bytes(fact), () -> {});
    }

    private void toInbox(byte[] record, Runnable arrived) {
        live();
        up.send(() -> {
            world.broker().append(record);
            machine.after(1, arrived);
        });
    }

    @Override
    public Optional<RunTrial> next(Duration atMost, Consumer<RunTrial> claim) {
        await(() -> draining || canTakeWork(), FOREVER_MILLIS);
        Optional<Broker.Delivery> taken = canTakeWork() ? world.broker().acquire(machine) : Optional.empty();
        taken.ifPresent(delivery -> {
            claim.accept(delivery.work());
            world.broker().acknowledge(delivery);
        });
        return taken.map(Broker.Delivery::work);
    }

    private boolean canTakeWork() {
        return !cut.getAsBoolean() && world.broker().hasWork();
    }

    @Override
    public CheckpointRef save(CheckpointName name, byte[] content) {
        pause(world.weather().upTo(SAVING_MILLIS));
        reachStore();
        return world.checkpoints().save(name, content);
    }

    @Override
    public byte[] load(CheckpointRef checkpoint) {
        pause(world.weather().upTo(SAVING_MILLIS));
        reachStore();
        return world.checkpoints().load(checkpoint);
    }

    private void reachStore() {
        if (cut.getAsBoolean() || world.weather().is(Kind.STORE_AWAY)) {
            throw new IllegalStateException("the checkpoint store does not answer");
        }
    }

    @Override
    public void save(TrialId trial, int epoch, byte[] prototypes) {
        reachStore();
    }

    @Override
    public Optional<byte[]> load(TrialId trial, int epoch) {
        return Optional.empty();
    }

    private final class SimulatedSignal implements Waits.Signal {
        @Override
        public void raise() {
            // whoever waits looks by itself soon
        }

        @Override
        public boolean await(BooleanSupplier done, Duration atMost) {
            return SimulatedWorker.this.await(done, Math.min(atMost.toMillis(), FOREVER_MILLIS));
        }
    }
}
