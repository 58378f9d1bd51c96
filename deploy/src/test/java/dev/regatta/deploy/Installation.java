package dev.regatta.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.WorkerId;
import dev.regatta.worker.hazelcast.HazelcastConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A broker, a coordinator and workers, each a process of its own, with their files under one directory. */
final class Installation {
    private static final Path MODULES = Path.of("..").toAbsolutePath().normalize();

    /** As the launcher sets it: large tensors' memory stays in the process, waiting threads sleep. */
    static final Map<String, String> WORKER_ENVIRONMENT = Map.of(
            "OMP_WAIT_POLICY", "passive",
            "MALLOC_ARENA_MAX", "1");

    private final Path directory;
    private final String brokerPort = freePort();
    private final String serverPort = freePort();
    private final String hazelcastPort = freePort();
    private int starts;
    private ChildJvm broker;
    private final String kafka;
    private ChildJvm server;
    private final URI url;
    private final String hazelcast;
    private final Gate tracking;
    private final HazelcastConnection store;
    private final Map<String, ChildJvm> workers = new HashMap<>();

    /** Starts broker and coordinator. */
    Installation(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        broker = startBroker();
        kafka = broker.ready().path("bootstrap").asText();
        server = startServer();
        JsonNode ready = server.ready();
        url = URI.create(ready.path("url").asText());
        hazelcast = ready.path("hazelcast").asText();
        tracking = new Gate(url);
        store = HazelcastConnection.open(List.of(hazelcast), new WorkerId("onlooker"));
    }

    private ChildJvm startBroker() {
        return coordinator(
                "broker-" + starts++,
                "broker",
                "--port",
                brokerPort,
                "--data-dir",
                directory.resolve("kafka").toString());
    }

    private ChildJvm startServer() {
        return coordinator(
                "server-" + starts++,
                "server",
                "--port",
                serverPort,
                "--kafka",
                kafka,
                "--hazelcast-port",
                hazelcastPort,
                "--data-dir",
                directory.resolve("data").toString(),
                "--lease-seconds",
                "8");
    }

    /** kill −9, and the same again from its files. */
    void restartServer() throws InterruptedException {
        server.kill();
        server = startServer();
        server.ready();
    }

    /** kill −9, and the same again from its files. */
    void restartBroker() throws InterruptedException {
        broker.kill();
        broker = startBroker();
        broker.ready();
    }

    private ChildJvm coordinator(String name, String... arguments) {
        return ChildJvm.start(
                name,
                directory.resolve(name + ".log"),
                classPath("coordinator", "lib/*"),
                "dev.regatta.coordinator.Main",
                List.of(arguments),
                Map.of());
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

    void endWorkers() throws InterruptedException {
        for (ChildJvm worker : workers.values()) {
            worker.kill();
        }
        workers.clear();
    }

    /** Starts a worker that logs through the gate; it is not ready yet. */
    private ChildJvm startWorker(String name) {
        return startWorker(name, List.of("--tracking", tracking.address().toString()), WORKER_ENVIRONMENT);
    }

    private ChildJvm startWorker(String name, List<String> trackingOption, Map<String, String> environment) {
        List<String> arguments = new ArrayList<>(List.of(
                "--kafka",
                kafka,
                "--hazelcast",
                hazelcast,
                "--name",
                name,
                "--heartbeat-seconds",
                "1",
                "--lease-seconds",
                "8"));
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

    static String freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(probe.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        tracking.close();
        server.kill();
        broker.kill();
    }
}
