package dev.regatta.coordinator;

import dev.regatta.coordinator.artifacts.ArtifactStore;
import dev.regatta.coordinator.hazelcast.HazelcastMember;
import dev.regatta.coordinator.http.ApiServer;
import dev.regatta.coordinator.http.BearerToken;
import dev.regatta.coordinator.kafka.CoordinatorGroup;
import dev.regatta.coordinator.kafka.KafkaPublisher;
import dev.regatta.coordinator.kafka.KafkaTopics;
import dev.regatta.coordinator.kafka.VersionGate;
import dev.regatta.coordinator.runtime.CheckpointJanitor;
import dev.regatta.coordinator.runtime.CheckpointSweep;
import dev.regatta.coordinator.runtime.CoordinatorLoop;
import dev.regatta.coordinator.runtime.Requests;
import dev.regatta.coordinator.runtime.StudyRuntime;
import dev.regatta.coordinator.runtime.TrialRuns;
import dev.regatta.coordinator.s3.S3Bucket;
import dev.regatta.coordinator.s3.S3Location;
import dev.regatta.coordinator.store.Database;
import dev.regatta.coordinator.store.Installation;
import dev.regatta.coordinator.store.SqlEventLog;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Versioned;
import dev.regatta.protocol.codec.NewerVersionException;
import dev.regatta.protocol.command.Command;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running coordinator: wires the parts together, starts them in order and stops them in the reverse one. */
public final class CoordinatorServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorServer.class);
    private static final Duration SWEEP = Duration.ofMinutes(30);
    private static final long STOP_SECONDS = 10;

    private final ServerConfig config;
    private final int reads;
    private final CompletableFuture<NewerVersionException> outdated = new CompletableFuture<>();
    private final OpenedParts parts = new OpenedParts();
    private int port;
    private Duration restoredIn = Duration.ZERO;

    private CoordinatorServer(ServerConfig config, int reads) {
        this.config = config;
        this.reads = reads;
    }

    /**
     * Starts a coordinator and returns once it serves.
     *
     * @throws RuntimeException if a part cannot start, its message naming the setting; what had started is stopped
     */
    public static CoordinatorServer start(ServerConfig config) {
        return start(config, Versioned.NEWEST);
    }

    /** As {@link #start(ServerConfig)}, like one of a version that reads no messages newer than {@code reads}. */
    static CoordinatorServer start(ServerConfig config, int reads) {
        CoordinatorServer server = new CoordinatorServer(config, reads);
        try {
            server.open();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The HTTP port it listens on. */
    public int port() {
        return port;
    }

    /** Completes when a coordinator of a newer version has written what this one must not decide without: it is to be closed then. */
    public CompletableFuture<NewerVersionException> outdated() {
        return outdated;
    }

    /** How long the start waited until the studies were read back from the journal. */
    public Duration restoredIn() {
        return restoredIn;
    }

    private void open() {
        Clock clock = Clock.systemUTC();
        config.checkpoints().ifPresent(CoordinatorServer::requireReachable);
        Optional<BearerToken> token = config.tokenFile().map(BearerToken::read);
        Database database = parts.add(Database.open(config.database()));
        SqlEventLog log = parts.add(new SqlEventLog(database, reads));
        log.readAhead();
        String installation = Installation.id(database, config.sharedFolders());
        KafkaTopics.ensure(config.kafka());
        joinOthers(installation);
        KafkaPublisher publisher = parts.add(new KafkaPublisher(config.kafka()));

        Decisions decisions = Decisions.open(config, log, installation, reads, publisher, clock, parts);
        restoredIn = decisions.restoredIn();
        StudyRuntime runtime = decisions.runtime();
        CoordinatorLoop loop = decisions.loop();
        var unusedOutdated = loop.outdated().thenAccept(outdated::complete);

        HazelcastMember hazelcast = hazelcast(loop);
        ScheduledExecutorService janitorThread = tidy(runtime, hazelcast);

        Map<String, BooleanSupplier> health = new LinkedHashMap<>();
        health.put("coordinator", loop::isHealthy);
        health.put("hazelcast", hazelcast::isRunning);
        ArtifactStore artifacts = config.artifacts().open();
        Vertx vertx = Vertx.vertx();
        parts.add(() -> vertx.close().await(STOP_SECONDS, TimeUnit.SECONDS));
        TrackingServer tracking = new TrackingServer(
                vertx, database, artifacts, config.artifacts().folder().resolve("multipart"), clock);
        parts.add(tracking).start();
        runtime.listen(new TrialRuns(tracking::endTrial, janitorThread));
        ApiServer api = new ApiServer(
                vertx,
                new ApiServer.Parts(
                        runtime.states(),
                        decisions.fleet(),
                        log,
                        decisions.replies(),
                        gated(decisions.requests()),
                        publisher::heartbeat,
                        publisher::control,
                        archive -> loop.adopt(archive.state(), archive.entries()),
                        tracking::mount,
                        clock,
                        config.lease(),
                        config.quotas(),
                        health),
                token);
        runtime.listen(api.listener());
        port = listen(api);
        startLoop(loop);
    }

    /** A member, which tells the loop of workers whose connection breaks. */
    private HazelcastMember hazelcast(CoordinatorLoop loop) {
        List<String> members = config.cluster().hazelcastMembers();
        return parts.add(config.checkpoints()
                .map(bucket -> HazelcastMember.start(
                        config.host(), config.hazelcastPort(), members, bucket, loop::disconnected))
                .orElseGet(() -> HazelcastMember.start(
                        config.host(), config.hazelcastPort(), members, config.dataDirectory(), loop::disconnected)));
    }

    /** Deletes checkpoints that nobody needs any longer; the thread on which that is done. */
    private ScheduledExecutorService tidy(StudyRuntime runtime, HazelcastMember hazelcast) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(CoordinatorServer::janitorThread);
        parts.add(() -> stop(thread));
        CheckpointJanitor janitor = new CheckpointJanitor(runtime.states(), hazelcast::delete, thread);
        janitor.restart();
        runtime.listen(janitor);
        var unused = thread.scheduleWithFixedDelay(
                new CheckpointSweep(hazelcast::storedKeys, runtime.states(), hazelcast::deleteKey),
                SWEEP.toMillis(),
                SWEEP.toMillis(),
                TimeUnit.MILLISECONDS);
        return thread;
    }

    /** Alone, every command can be decided. */
    private Function<Command, CompletableFuture<StudyId>> gated(Requests requests) {
        return config.cluster().isShared() ? parts.add(new VersionGate(config.kafka(), requests)) : requests;
    }

    /** Before anything is decided that others would not see, or left where they would not find it. */
    private void joinOthers(String installation) {
        String name = config.cluster().name();
        boolean shared = config.cluster().isShared();
        CoordinatorGroup.requireNoStranger(config.kafka(), name, installation, shared);
        if (shared) {
            Installation.requireShared(installation, config.sharedFolders());
        } else {
            Installation.claim(installation, config.sharedFolders());
        }
    }

    /** Before a worker's checkpoint is the first to find out. */
    private static void requireReachable(S3Location location) {
        try (S3Bucket bucket = new S3Bucket(location)) {
            bucket.requireReachable();
        }
    }

    private int listen(ApiServer api) {
        try {
            HttpServer http = api.listen(config.host(), config.port()).await(STOP_SECONDS, TimeUnit.SECONDS);
            return http.actualPort();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "port is " + config.port() + ", which cannot be listened on: " + e.getMessage(), e);
        }
    }

    private void startLoop(CoordinatorLoop loop) {
        Thread thread = new Thread(loop, "coordinator");
        thread.start();
        parts.add(() -> {
            loop.stop();
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        });
    }

    private static Thread janitorThread(Runnable work) {
        Thread thread = new Thread(work, "checkpoint-janitor");
        thread.setDaemon(true);
        return thread;
    }

    private static void stop(ExecutorService executor) throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("some replaced checkpoints were left undeleted");
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
