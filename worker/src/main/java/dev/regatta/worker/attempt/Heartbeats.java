package dev.regatta.worker.attempt;

import dev.regatta.protocol.fleet.Equipment;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import dev.regatta.protocol.fleet.WorkerState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at every beat that the worker lives, and gives its attempt up once nobody can have heard that for too long. */
public final class Heartbeats implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

    private final Worker worker;
    private final WorkerSettings settings;
    private final Host host;
    private final HeartbeatSender sender;
    private final InstantSource clock;
    private final LeaseGuard guard;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "heartbeat"));
    private Optional<Future<?>> beating = Optional.empty();

    /**
     * Where the worker runs.
     *
     * @param version the worker's software
     * @param equipment its pool and what it offers
     */
    public record Host(String name, long pid, String version, Equipment equipment) {

        /** A host that says nothing of its equipment. */
        public Host(String name, long pid, String version) {
            this(name, pid, version, Equipment.UNKNOWN);
        }
    }

    public Heartbeats(Worker worker, WorkerSettings settings, Host host, HeartbeatSender sender, InstantSource clock) {
        this.worker = worker;
        this.settings = settings;
        this.host = host;
        this.sender = sender;
        this.clock = clock;
        guard = new LeaseGuard(settings.lease(), clock.instant());
    }

    /** Beats until it is closed. */
    public void start() {
        long millis = settings.heartbeat().toMillis();
        beating = Optional.of(timer.scheduleAtFixedRate(this::beat, 0, millis, TimeUnit.MILLISECONDS));
    }

    /** One beat, as {@link #start} repeats it. */
    public void beat() {
        try {
            Instant now = clock.instant();
            worker.leasedAfter().ifPresent(guard::renewed); // a new lease is whole, whatever was before
            if (guard.expired(now)) {
                worker.lose("no heartbeat arrived for " + guard.length().toSeconds() + " s");
            }
            sender.send(heartbeat(worker.state(), now), () -> guard.renewed(now));
        } catch (RuntimeException e) {
            LOG.warn("heartbeat failed: {}", e.getMessage()); // a timer that throws would never beat again
        }
    }

    private WorkerHeartbeat heartbeat(WorkerState state, Instant now) {
        return new WorkerHeartbeat(
                settings.worker(),
                now,
                state,
                host.name(),
                host.pid(),
                settings.device(),
                settings.threads(),
                host.version(),
                worker.running(),
                Optional.of(host.equipment()));
    }

    /** Stops beating, and says goodbye. */
    @Override
    public void close() {
        beating.ifPresent(timed -> timed.cancel(false));
        timer.shutdownNow();
        sender.send(heartbeat(WorkerState.STOPPED, clock.instant()), () -> {});
    }
}
