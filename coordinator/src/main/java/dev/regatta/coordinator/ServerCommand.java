package dev.regatta.coordinator;

import dev.regatta.protocol.codec.NewerVersionException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code regatta server}: a coordinator in this process, until it is told to end. */
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        description = "Run a coordinator: studies, tracking server, REST API and dashboard.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  regatta server --kafka 127.0.0.1:9092",
            "  regatta server --host 0.0.0.0 --token-file token.txt --data-dir /var/lib/regatta",
            "  regatta server --database 'jdbc:postgresql://db:5432/regatta?user=regatta' \\",
            "                 --database-password-file password.txt",
            "  regatta server --artifacts s3://models/runs --checkpoints s3://models/checkpoints --s3-region eu-west-1",
            "  regatta server --database 'jdbc:postgresql://db:5432/regatta?user=regatta' --data-dir /shared/regatta \\",
            "                 --hazelcast-members coordinator-1:5701,coordinator-2:5701",
            "      one of two coordinators"
        })
final class ServerCommand implements Callable<Integer> {

    private static final int BAD_CONFIGURATION = 2;
    /** A newer coordinator is needed. */
    private static final int OUTDATED = 3;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "${env:REGATTA_HOST:-127.0.0.1}",
            description = "Address to listen on; any but loopback needs --token-file (default: 127.0.0.1).")
    private String host = "";

    @Option(
            names = "--port",
            defaultValue = "${env:REGATTA_PORT:-8080}",
            description = "HTTP port, 0 for a free one (default: 8080).")
    private int port;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "${env:REGATTA_DATA_DIR:-.regatta}",
            description = "Where the database, checkpoints and artifacts are kept (default: .regatta).")
    private Path dataDirectory = Path.of("");

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:REGATTA_KAFKA:-127.0.0.1:9092}",
            description = "The Kafka brokers (default: 127.0.0.1:9092).")
    private String kafka = "";

    @Option(
            names = "--hazelcast-port",
            paramLabel = "PORT",
            defaultValue = "${env:REGATTA_HAZELCAST_PORT:-5701}",
            description = "Port of this coordinator's Hazelcast member (default: 5701).")
    private int hazelcastPort;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            defaultValue = "${env:REGATTA_TOKEN_FILE}",
            description = "Every request must carry this file's token as Authorization: Bearer TOKEN.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--lease-seconds",
            paramLabel = "N",
            defaultValue = "${env:REGATTA_LEASE_SECONDS:-14}",
            description = "Seconds without a heartbeat after which a trial goes to another worker (default: 14).")
    private int leaseSeconds;

    @Option(
            names = "--quota",
            paramLabel = "OWNER=N",
            description = "Attempts that an owner's studies may have at a time; may be repeated (default: no bound).")
    private Map<String, Integer> quotas = Map.of();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private ObjectOptions objects = new ObjectOptions();

    @Override
    public Integer call() {
        CoordinatorServer server;
        try {
            ServerConfig config = new ServerConfig(
                    host,
                    port,
                    dataDirectory.toAbsolutePath(),
                    kafka,
                    hazelcastPort,
                    Optional.ofNullable(tokenFile)
                            .filter(file -> !file.toString().isEmpty()),
                    Duration.ofSeconds(leaseSeconds),
                    database.config(dataDirectory),
                    objects.artifacts(dataDirectory),
                    objects.checkpoints(),
                    cluster.config(hazelcastPort),
                    quotas);
            System.err.println("effective settings: " + config);
            server = CoordinatorServer.start(config);
        } catch (RuntimeException e) {
            System.err.println("regatta server: " + e.getMessage());
            return BAD_CONFIGURATION;
        }
        CompletableFuture<Integer> exitCode = server.outdated().thenApply(ServerCommand::giveUp);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            exitCode.complete(0);
        }));
        String url = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
        Map<String, Object> ready = new java.util.LinkedHashMap<>();
        ready.put("url", url);
        ready.put("restored_in_seconds", server.restoredIn().toNanos() / 1e9);
        ready.put("hazelcast", host + ":" + hazelcastPort);
        System.out.println("READY " + dev.regatta.protocol.codec.Json.text(ready));
        return exitCode.join();
    }

    private static int giveUp(NewerVersionException newer) {
        System.err.println("regatta server: " + newer.getMessage());
        return OUTDATED;
    }
}
