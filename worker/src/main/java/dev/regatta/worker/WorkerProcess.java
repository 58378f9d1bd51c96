package dev.regatta.worker;

import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.fleet.Equipment;
import dev.regatta.worker.WorkerConfig.InvalidConfigException;
import dev.regatta.worker.attempt.Heartbeats;
import dev.regatta.worker.attempt.RealWaits;
import dev.regatta.worker.attempt.TrialTrainer;
import dev.regatta.worker.attempt.Worker;
import dev.regatta.worker.attempt.WorkerPorts;
import dev.regatta.worker.attempt.WorkerSettings;
import dev.regatta.worker.hazelcast.HazelcastConnection;
import dev.regatta.worker.kafka.KafkaConnection;
import dev.regatta.worker.mlflow.MlflowRunLogger;
import dev.regatta.worker.spot.SpotWatch;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker from its start to SIGTERM: opens the connections, works, and closes them in order. */
final class WorkerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    private static final Duration SPOT_PERIOD = Duration.ofSeconds(2);

    private final WorkerConfig config;
    private final TrialTrainer trainer;
    private final ExecutorService saving = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "checkpoints");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch ended = new CountDownLatch(1);

    WorkerProcess(WorkerConfig config, TrialTrainer trainer) {
        this.config = config;
        this.trainer = trainer;
    }

    void run() throws InterruptedException, IOException {
        WorkerSettings settings = config.settings();
        InstantSource clock = InstantSource.system();
        try (var tracking = openTracking(clock);
                var kafka = KafkaConnection.open(
                        config.kafka(), settings.worker(), config.equipment().pool(), settings.heartbeat());
                var hazelcast = HazelcastConnection.open(config.hazelcast(), settings.worker())) {
            var ports = new WorkerPorts(
                    trainer,
                    kafka.facts(),
                    hazelcast.checkpoints(),
                    hazelcast.prototypes(),
                    tracking,
                    clock,
                    new RealWaits(),
                    saving);
            try (var worker = new Worker(settings, ports, kafka.work());
                    var heartbeats =
                            new Heartbeats(worker, settings, host(config.equipment()), kafka.heartbeats(), clock)) {
                kafka.listen(worker::hear);
                heartbeats.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(worker), "drain"));
                announce(settings);
                runUntilDrained(worker);
            }
        } finally {
            saving.shutdown();
            ended.countDown();
        }
    }

    private void runUntilDrained(Worker worker) throws InterruptedException {
        Optional<SpotWatch> spot = config.spotNotices()
                .map(provider ->
                        SpotWatch.start(provider, config.spotMetadata(), SPOT_PERIOD, notice -> leave(worker, notice)));
        try {
            worker.run();
        } finally {
            spot.ifPresent(SpotWatch::close);
        }
    }

    /** The provider gives no second notice: what is to be saved is saved now. */
    private static void leave(Worker worker, String notice) {
        LOG.warn("{}; the trial is saved and given back", notice);
        worker.drain(notice);
    }

    private MlflowRunLogger openTracking(InstantSource clock) {
        try {
            return MlflowRunLogger.open(config.trackingTarget(), clock);
        } catch (IOException e) {
            throw new InvalidConfigException("spool-dir is " + e.getMessage());
        }
    }

    /** The worker is ready once whatever is sent to it from here on will be heard. */
    private static void announce(WorkerSettings settings) {
        System.out.println("READY " + Json.text(Map.of("worker", settings.worker())));
        System.out.flush();
    }

    private static Heartbeats.Host host(Equipment equipment) {
        return new Heartbeats.Host(Machine.name(), Machine.pid(), Machine.version(), equipment);
    }

    /** Runs in the shutdown hook: the process ends when this returns. */
    private void drain(Worker worker) {
        worker.drain("the worker was asked to end");
        try {
            if (!ended.await(config.grace().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "not done within {} s of grace: what is not saved is lost",
                        config.grace().toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
