package dev.regatta.coordinator.bench.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.coordinator.cli.ChildProcess;
import dev.regatta.coordinator.cli.Launcher;
import dev.regatta.coordinator.kafka.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A broker and, one after the other, servers on it, and workers, each a process of its own, in a temporary folder that is deleted at
 * the end. Servers and workers are stopped by whoever started them.
 */
public final class BenchInstallation implements AutoCloseable {
    /** How long a process may take to start or to stop. */
    private static final Duration START = Duration.ofSeconds(90);

    public static final Duration GRACE = Duration.ofSeconds(30);

    private final Launcher launcher = Launcher.current();
    private final Path directory;
    private final ChildProcess broker;
    private final String kafka;

    /** Starts the broker. The folder has {@code name} in its own. */
    public BenchInstallation(String name) throws IOException {
        directory = Files.createTempDirectory("regatta-" + name);
        broker = ChildProcess.start(
                "broker",
                launcher.command("broker", "--port", "0", "--data-dir", file("kafka")),
                directory.resolve("broker.log"));
        kafka = broker.awaitReady(START).path("bootstrap").asText();
    }

    /** A path in the folder. */
    public String file(String name) {
        return directory.resolve(name).toString();
    }

    /** The folder of the installation of which this process is a part. */
    public Path home() {
        return launcher.home();
    }

    /** What clients of Kafka connect to. */
    public String kafka() {
        return kafka;
    }

    /** Starts a server, which is ready once its word of that has come; with these options beside the usual ones. */
    public ChildProcess startServer(List<String> more) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "--port",
                "0",
                "--kafka",
                kafka,
                "--hazelcast-port",
                String.valueOf(FreePorts.next()),
                "--data-dir",
                file("server")));
        options.addAll(more);
        return ChildProcess.start(
                "server", launcher.command("server", options.toArray(String[]::new)), directory.resolve("server.log"));
    }

    /** Starts a worker of a ready server, whose own word of that is given; with its usual settings. */
    public ChildProcess startWorker(String name, JsonNode server) {
        return ChildProcess.start(
                name,
                launcher.command(
                        "worker",
                        "--name",
                        name,
                        "--kafka",
                        kafka,
                        "--hazelcast",
                        server.path("hazelcast").asText(),
                        "--tracking",
                        server.path("url").asText(),
                        "--spool-dir",
                        file("spool")),
                directory.resolve(name + ".log"));
    }

    @Override
    public void close() throws IOException {
        broker.stop(GRACE);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
