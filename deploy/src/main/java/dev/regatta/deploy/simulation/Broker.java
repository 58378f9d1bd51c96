package dev.regatta.deploy.simulation;

import dev.regatta.coordinator.runtime.Outgoing;
import dev.regatta.deploy.simulation.Fault.Kind;
import dev.regatta.protocol.Topics;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Kafka's topics and what each guarantees, in memory. */
final class Broker {
    private static final long LOCK_MILLIS = 30_000;
    private static final long SESSION_MILLIS = 5_000;

    private final VirtualTime time;
    private final Weather weather;
    private final List<byte[]> inbox = new ArrayList<>();
    private final List<Delivery> work = new ArrayList<>();
    private final Map<WorkerId, Consumer<ControlMessage>> workers = new HashMap<>();
    private final List<Consumer<WorkerHeartbeat>> coordinators = new ArrayList<>();
    private final TreeMap<Long, JournalEntry> journal = new TreeMap<>();
    private final List<Runnable> watchers = new ArrayList<>();

    /** A record of the share group: available, or locked by a worker. */
    static final class Delivery {
        private final RunTrial work;
        private Optional<Machine> holder = Optional.empty();

        private Delivery(RunTrial work) {
            this.work = work;
        }

        RunTrial work() {
            return work;
        }
    }

    Broker(VirtualTime time, Weather weather) {
        this.time = time;
        this.weather = weather;
    }

    boolean isAway() {
        return weather.is(Kind.BROKER_AWAY);
    }

    // The inbox.

    void append(byte[] record) {
        inbox.add(record);
        watchers.forEach(Runnable::run);
    }

    /** Called whenever the inbox has grown. */
    void watchInbox(Runnable watcher) {
        watchers.add(watcher);
    }

    long end() {
        return inbox.size();
    }

    byte[] record(long offset) {
        return inbox.get((int) offset);
    }

    // What coordinators publish.

    /** Takes one message of the outbox. */
    void publish(Outgoing message) {
        switch (message.topic()) {
            case Topics.CONTROL -> {
                ControlMessage control = Json.read(message.message(), ControlMessage.class);
                Optional.ofNullable(workers.get(control.worker())).ifPresent(worker -> worker.accept(control));
            }
            case Topics.WORK -> work.add(new Delivery(Json.read(message.message(), RunTrial.class)));
            case Topics.JOURNAL -> {
                JournalEntry entry = Json.read(message.message(), JournalEntry.class);
                journal.put(entry.position(), entry);
            }
            default -> throw new IllegalArgumentException("no such topic: " + message.topic());
        }
    }

    /** What anyone who reads the journal's topic has seen, each entry once. */
    List<JournalEntry> journal() {
        return List.copyOf(journal.values());
    }

    // The share group of the workers.

    boolean hasWork() {
        return !isAway() && available().isPresent();
    }

    private Optional<Delivery> available() {
        for (Delivery delivery : work) {
            if (delivery.holder.isEmpty()) {
                return Optional.of(delivery);
            }
        }
        return Optional.empty();
    }

    /** Locks the oldest available record for a while. */
    Optional<Delivery> acquire(Machine worker) {
        Optional<Delivery> taken = available();
        taken.ifPresent(delivery -> {
            delivery.holder = Optional.of(worker);
            time.after(LOCK_MILLIS, () -> release(delivery, worker));
        });
        return taken;
    }

    void acknowledge(Delivery delivery) {
        if (!weather.repeats()) {
            work.remove(delivery); // else the acknowledgement got lost
        }
    }

    void release(Delivery delivery, Machine worker) {
        if (delivery.holder.filter(worker::equals).isPresent()) {
            delivery.holder = Optional.empty();
        }
    }

    /** The broker gives back what a dead worker held. */
    void lost(Machine worker) {
        time.after(SESSION_MILLIS, () -> work.forEach(delivery -> release(delivery, worker)));
    }

    // Control and heartbeats.

    void listen(WorkerId worker, Consumer<ControlMessage> listener) {
        workers.put(worker, listener);
    }

    void listen(Consumer<WorkerHeartbeat> coordinator) {
        coordinators.add(coordinator);
    }

    void heartbeat(WorkerHeartbeat heartbeat) {
        coordinators.forEach(coordinator -> coordinator.accept(heartbeat));
    }
}
