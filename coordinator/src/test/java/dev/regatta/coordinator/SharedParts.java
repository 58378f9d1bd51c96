package dev.regatta.coordinator;

import dev.regatta.coordinator.artifacts.ArtifactConfig;
import dev.regatta.coordinator.kafka.EmbeddedBroker;
import dev.regatta.coordinator.kafka.FreePorts;
import dev.regatta.coordinator.store.DatabaseConfig;
import dev.regatta.coordinator.store.PostgresForTests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What several coordinators of one installation share: a broker, a PostgreSQL, and a folder. */
final class SharedParts implements AutoCloseable {

    /** Longer than a coordinator takes to leave. */
    private static final Duration LEASE = Duration.ofSeconds(8);

    private final Path directory;
    private final EmbeddedBroker broker;
    private final DatabaseConfig database = PostgresForTests.newDatabase();
    private final List<String> members = new ArrayList<>();

    SharedParts(Path directory) throws IOException {
        this.directory = directory;
        broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
    }

    String kafka() {
        return broker.bootstrap();
    }

    /** A further coordinator's number, from 0. */
    int enter() {
        members.add("127.0.0.1:" + FreePorts.next());
        return members.size() - 1;
    }

    /** Of a coordinator that knows of all that have entered so far. */
    ServerConfig config(int number) {
        return config(number, "shared", members);
    }

    /** Of one that keeps its files in a folder of that name, and knows of these. */
    ServerConfig config(int number, String folder, List<String> among) {
        Path data = directory.resolve(folder);
        String own = members.get(number);
        return new ServerConfig(
                "127.0.0.1",
                0,
                data,
                broker.bootstrap(),
                Integer.parseInt(own.substring(own.indexOf(':') + 1)),
                Optional.empty(),
                LEASE,
                database,
                ArtifactConfig.folder(data.resolve("artifacts")),
                Optional.empty(),
                new ClusterConfig("coordinator-" + number, among),
                Map.of());
    }

    List<String> members() {
        return List.copyOf(members);
    }

    @Override
    public void close() {
        broker.close();
    }
}
