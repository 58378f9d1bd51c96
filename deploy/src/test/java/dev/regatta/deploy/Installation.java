package dev.regatta.deploy;

import dev.regatta.coordinator.kafka.FreePorts;
import dev.regatta.protocol.CheckpointMaps;
import dev.regatta.protocol.WorkerId;
import dev.regatta.worker.hazelcast.HazelcastConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A broker, a coordinator and workers, each a process of its own, with their files under one directory. */
final class Installation {
    private static final Path MODULES = Path.of("..").toAbsolutePath().normalize();

    /** As the launcher sets it: large tensors' memory stays in the process, waiting threads sleep. */
    static final Map<String, String> WORKER_ENVIRONMENT = Map.of(
            "OMP_WAIT_POLICY", "passive",
            "MALLOC_ARENA_MAX", "1");

    private static final Duration LEASE = Duration.ofSeconds(8);
    private static final int SLOW_BYTES = 8 << 10;
    private static final int SLOW_CHECKPOINT_BYTES = 64 << 10;

    private final Path directory;
    private final int brokerPort = FreePorts.next();
    private final int controllerPort = FreePorts.next();
    private final int serverPort = FreePorts.next();
    private final int hazelcastPort = FreePorts.next();
    private final Gate coordinatorToKafka = new Gate(FreePorts.next(), SLOW_BYTES);
    private final Gate workersToKafka = new Gate(FreePorts.next(), SLOW_BYTES);
    private final Gate workersToHazelcast = new Gate(hazelcastPort, SLOW_CHECKPOINT_BYTES);
    private final Gate tracking = new Gate(serverPort, SLOW_BYTES);
    private final Optional<SmallDisk> data;
    private final Optional<SmallDisk> chunks;
    private final Optional<SmallDisk> records;
    private int starts;
    private ChildJvm broker;
    private final String kafka;
    private ChildJvm server;
    private final URI url;
    private final HazelcastConnection store;
    private final Map<String, ChildJvm> workers = new HashMap<>();

    /** Starts broker and coordinator. */
    Installation(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        data = SmallDisk.mount(directory.resolve("data"), "400m");
        chunks = SmallDisk.mount(directory.resolve("data").resolve(CheckpointMaps.CHUNKS), "400m");
        records = SmallDisk.mount(directory.resolve("kafka"), "400m");
        broker = startBroker();
        kafka = broker.ready().path("bootstrap").asText();
        server = startServer();
        url = URI.create(server.ready().path("url").asText());
        store = HazelcastConnection.open(List.of(workersToHazelcast.address()), new WorkerId("onlooker"));
    }

    /** The tests, the coordinator and the workers reach it by a listener each, the last two through a gate. */
    private ChildJvm startBroker() {
        String listeners = "PLAINTEXT://127.0.0.1:" + brokerPort + ",CONTROLLER://127.0.0.1:" + controllerPort
                + ",COORDINATOR://127.0.0.1:" + coordinatorToKafka.behind() + ",WORKERS://127.0.0.1:"
                + workersToKafka.behind();
        String advertised = "PLAINTEXT://127.0.0.1:" + brokerPort + ",COORDINATOR://" + coordinatorToKafka.address()
                + ",WORKERS://" + workersToKafka.address();
        return coordinator(
                "broker-" + starts++,
                Map.of(),
                "broker",
                "--port",
                String.valueOf(brokerPort),
                "--data-dir",
                directory.resolve("kafka").toString(),
                "--setting",
                "listeners=" + listeners,
                "--setting",
                "advertised.listeners=" + advertised,
                "--setting",
                "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                "--setting",
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,COORDINATOR:PLAINTEXT,"
                        + "WORKERS:PLAINTEXT",
                "--setting",
                "inter.broker.listener.name=PLAINTEXT");
    }

    /** Its Hazelcast member names the gate as its address, so that clients stay with it. */
    private ChildJvm startServer() {
        return coordinator(
                "server-" + starts++,
                Map.of("JDK_JAVA_OPTIONS", "-Dhazelcast.local.publicAddress=" + workersToHazelcast.address()),
                "server",
                "--port",
                String.valueOf(serverPort),
                "--kafka",
                coordinatorToKafka.address(),
                "--hazelcast-port",
                String.valueOf(hazelcastPort),
                "--data-dir",
                directory.resolve("data").toString(),
                "--lease-seconds",
                String.valueOf(LEASE.toSeconds()));
    }

    Duration lease() {
        return LEASE;
    }

    /** kill −9 of the coordinator, and so of the only Hazelcast member. */
    void killServer() throws InterruptedException {
        server.kill();
    }

    /** Starts the coordinator that was killed again from its files. */
    void startServerAgain() throws InterruptedException {
        server = startServer();
        server.ready();
    }

    /** kill −9, and the same again from its files. */
    void restartServer() throws InterruptedException {
        killServer();
        startServerAgain();
    }

    /** kill −9, and the same again from its files. */
    void restartBroker() throws InterruptedException {
        broker.kill();
        broker = startBroker();
        broker.ready();
    }

    /** Waits until the broker has ended by itself. */
    void awaitBrokersEnd() throws InterruptedException {
        var unused = Waiting.until(
                LEASE.multipliedBy(8),
                "the broker has ended",
                () -> Optional.of(broker).filter(it -> !it.isAlive()));
    }

    private ChildJvm coordinator(String name, Map<String, String> environment, String... arguments) {
        return ChildJvm.start(
                name,
                directory.resolve(name + ".log"),
                classPath("coordinator", "lib/*"),
                "dev.regatta.coordinator.Main",
                List.of(arguments),
                environment);
    }

    /** Starts a tracking server that knows nothing of the coordinator. */
    URI startOutsideServer() throws InterruptedException {
        Path data = directory.resolve("outside");
        ChildJvm outside = ChildJvm.start(
                "outside",
                directory.resolve("outside.log"),
                classPath("coordinator", "lib/*"),
                "dev.regatta.coordinator.bench.TrackingServerMain",
                List.of(
                        "jdbc:sqlite:" + data.resolve("regatta.db"),
                        data.resolve("artifacts").toString()),
                Map.of());
        return URI.create("http://127.0.0.1:" + outside.ready().asInt());
    }

    /** Ends all workers and starts one that finds its tracking server in MLFLOW_TRACKING_URI alone. */
    void oneWorkerThatLogsTo(URI outside, String name) throws InterruptedException {
        endWorkers();
        Map<String, String> environment = new HashMap<>(WORKER_ENVIRONMENT);
        environment.put("MLFLOW_TRACKING_URI", outside.toString());
        startWorker(name, List.of(), environment).ready();
    }

    /** Ends all workers and starts one whose queue to the tracking server is in this folder. */
    void oneWorkerThatQueuesIn(Path folder, String name) throws InterruptedException {
        endWorkers();
        startWorker(
                        name,
                        List.of("--tracking", trackingAddress(), "--spool-dir", folder.toString()),
                        WORKER_ENVIRONMENT)
                .ready();
    }

    void endWorkers() throws InterruptedException {
        for (ChildJvm worker : workers.values()) {
            worker.kill();
        }
        workers.clear();
    }

    /** Starts a worker that logs through the gate; it is not ready yet. */
    private ChildJvm startWorker(String name) {
        return startWorker(name, List.of("--tracking", trackingAddress()), WORKER_ENVIRONMENT);
    }

    private String trackingAddress() {
        return "http://" + tracking.address();
    }

    private ChildJvm startWorker(String name, List<String> trackingOption, Map<String, String> environment) {
        List<String> arguments = new ArrayList<>(List.of(
                "--kafka",
                workersToKafka.address(),
                "--hazelcast",
                workersToHazelcast.address(),
                "--name",
                name,
                "--heartbeat-seconds",
                "1",
                "--lease-seconds",
                String.valueOf(LEASE.toSeconds())));
        arguments.addAll(trackingOption);
        ChildJvm worker = ChildJvm.start(
                name,
                directory.resolve(name + ".log"),
                classPath("worker", "lib/*") + ":" + nativeLibraries(),
                "dev.regatta.worker.Main",
                arguments,
                environment);
        workers.put(name, worker);
        return worker;
    }

    /** The worker's native libraries, by whose version its engine is chosen. */
    static String nativeLibraries() {
        return MODULES.resolve("worker/target/native-cpu/*").toString();
    }

    static String classPath(String module, String libraries) {
        Path target = MODULES.resolve(module).resolve("target");
        Path jar = target.resolve("regatta-" + module + "-0.1.0-SNAPSHOT.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: mvn package builds it");
        }
        return jar + ":" + target.resolve(libraries);
    }

    /** Sees to it that two workers are there. */
    void twoWorkers(String prefix) throws InterruptedException {
        workers.values().removeIf(worker -> !worker.isAlive());
        List<ChildJvm> starting = new ArrayList<>();
        for (int i = workers.size(); i < 2; i++) {
            starting.add(startWorker(prefix + "-" + i));
        }
        for (ChildJvm worker : starting) {
            worker.ready();
        }
    }

    ChildJvm worker(String name) {
        ChildJvm worker = workers.get(name);
        if (worker == null) {
            throw new IllegalStateException("there is no worker " + name);
        }
        return worker;
    }

    Api api() {
        return new Api(url);
    }

    URI url() {
        return url;
    }

    /** Between the workers and the tracking server. */
    Gate tracking() {
        return tracking;
    }

    Gate coordinatorToKafka() {
        return coordinatorToKafka;
    }

    Gate workersToKafka() {
        return workersToKafka;
    }

    Gate workersToHazelcast() {
        return workersToHazelcast;
    }

    /** Lets everything through again. */
    void openGates() throws IOException {
        for (Gate gate : gates()) {
            gate.open();
        }
    }

    private List<Gate> gates() {
        return List.of(tracking, coordinatorToKafka, workersToKafka, workersToHazelcast);
    }

    /** Where the coordinator keeps its database; empty where no file system can be mounted. */
    Optional<SmallDisk> data() {
        return data;
    }

    /** Where the coordinator's Hazelcast member keeps checkpoints' chunks; empty as {@link #data}. */
    Optional<SmallDisk> chunks() {
        return chunks;
    }

    /** Where the broker keeps its records; empty as {@link #data}. */
    Optional<SmallDisk> records() {
        return records;
    }

    String kafka() {
        return kafka;
    }

    HazelcastConnection store() {
        return store;
    }

    /** Ends all, in the order in which nobody waits for another. */
    void stop() throws IOException, InterruptedException {
        endWorkers();
        store.close();
        server.kill();
        broker.kill();
        for (Gate gate : gates()) {
            gate.close();
        }
        chunks.ifPresent(SmallDisk::close);
        data.ifPresent(SmallDisk::close);
        records.ifPresent(SmallDisk::close);
    }
}
