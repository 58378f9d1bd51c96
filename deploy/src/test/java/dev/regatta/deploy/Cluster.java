package dev.regatta.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.coordinator.kafka.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL, a broker, two coordinators and workers that run programs, each a process of its own. */
final class Cluster {
    /** How many coordinators there are. */
    static final int COORDINATORS = 2;

    /** As the launcher starts the server: in a short life the optimizing compiler costs more than it gains. */
    private static final Map<String, String> QUICK = Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");

    private final Path directory;
    private final Postgres database;
    private final ChildJvm broker;
    private final String kafka;
    private final List<String> ports = freePorts();
    private final List<String> members =
            freePorts().stream().map(port -> "127.0.0.1:" + port).toList();
    private final List<ChildJvm> coordinators = new ArrayList<>();
    private final List<ChildJvm> workers = new ArrayList<>();
    private int starts;

    /** Starts all, and returns when all are ready. */
    Cluster(Path directory, int workerCount) throws IOException, InterruptedException {
        this.directory = directory;
        database = new Postgres(directory.resolve("postgres"));
        broker = start("broker", List.of("broker", "--port", "0", "--data-dir", file("kafka")));
        kafka = broker.ready().path("bootstrap").asText();
        for (int number = 0; number < COORDINATORS; number++) {
            coordinators.add(startCoordinator(number));
        }
        for (ChildJvm coordinator : coordinators) {
            JsonNode unused = coordinator.ready();
        }
        for (int number = 0; number < workerCount; number++) {
            workers.add(startWorker("worker-" + number));
        }
        for (ChildJvm worker : workers) {
            JsonNode unused = worker.ready();
        }
    }

    private static List<String> freePorts() {
        return Stream.generate(FreePorts::next)
                .map(String::valueOf)
                .limit(COORDINATORS)
                .toList();
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private ChildJvm start(String name, List<String> arguments) {
        String process = name + "-" + starts++;
        return ChildJvm.start(
                process,
                directory.resolve(process + ".log"),
                Installation.classPath("coordinator", "lib/*"),
                "dev.regatta.coordinator.Main",
                arguments,
                QUICK);
    }

    private ChildJvm startCoordinator(int number) {
        String member = members.get(number);
        return start(
                "coordinator-" + number,
                List.of(
                        "server",
                        "--port",
                        ports.get(number),
                        "--kafka",
                        kafka,
                        "--hazelcast-port",
                        member.substring(member.indexOf(':') + 1),
                        "--hazelcast-members",
                        String.join(",", members),
                        "--database",
                        database.url(),
                        "--data-dir",
                        file("shared")));
    }

    private ChildJvm startWorker(String name) {
        Map<String, String> environment = new HashMap<>(Installation.WORKER_ENVIRONMENT);
        environment.putAll(QUICK);
        return ChildJvm.start(
                name,
                directory.resolve(name + ".log"),
                Installation.classPath("worker", "lib/*") + ":" + Installation.nativeLibraries(),
                "dev.regatta.worker.Main",
                List.of(
                        "--allow-exec",
                        "--kafka",
                        kafka,
                        "--hazelcast",
                        String.join(",", members),
                        "--tracking",
                        url(0) + "," + url(1),
                        "--name",
                        name,
                        "--spool-dir",
                        file("spool-" + name)),
                environment);
    }

    /** kill −9. */
    void kill(int coordinator) throws InterruptedException {
        coordinators.get(coordinator).kill();
    }

    /** A killed one again, under its name and address; returns once it serves. */
    void startAgain(int coordinator) throws InterruptedException {
        coordinators.set(coordinator, startCoordinator(coordinator));
        JsonNode unused = coordinators.get(coordinator).ready();
    }

    Api api(int coordinator) {
        return new Api(url(coordinator));
    }

    private URI url(int coordinator) {
        return URI.create("http://127.0.0.1:" + ports.get(coordinator));
    }

    /** Ends all. */
    void stop() throws IOException, InterruptedException {
        for (ChildJvm worker : workers) {
            worker.kill();
        }
        for (ChildJvm coordinator : coordinators) {
            coordinator.kill();
        }
        broker.kill();
        database.close();
    }
}
