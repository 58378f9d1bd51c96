package dev.regatta.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.coordinator.kafka.EmbeddedBroker;
import dev.regatta.coordinator.kafka.FreePorts;
import dev.regatta.protocol.codec.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uses a broker, a server and some commands once, so that the JVM which runs it knows their classes and can write them to an archive
 * ({@code -XX:ArchiveClassesAtExit}, JEP 350). Later processes map that archive instead of loading and verifying the classes
 * one by one.
 */
final class ClassArchiveRun {
    private static final Logger LOG = LoggerFactory.getLogger(ClassArchiveRun.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration LEASE = Duration.ofSeconds(14);

    /** Enough for the sampler to learn and for the pruner to compare. */
    private static final int TRIALS = 16;

    private static final String STUDY = """
            name: rehearsal
            trials: %d
            workload: external
            objective: {metric: value, direction: minimize}
            pruner: {type: asha}
            parameters:
              x: {type: float, low: -5, high: 10}
              y: {type: int, low: 0, high: 15}
              z: {type: categorical, choices: [a, b]}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    private ClassArchiveRun(CoordinatorServer server) {
        url = "http://127.0.0.1:" + server.port();
    }

    /**
     * Exits with 0 if the run went through, and with 1 if it failed or took longer than two minutes.
     *
     * @param arguments an empty folder, which is left with what the run has written
     */
    public static void main(String[] arguments) {
        CompletableFuture.delayedExecutor(LIMIT.toSeconds(), TimeUnit.SECONDS).execute(() -> {
            LOG.error("the run is not over after {} s", LIMIT.toSeconds());
            Runtime.getRuntime().halt(1);
        });
        int status = 1;
        try {
            run(Path.of(arguments[0]));
            status = 0;
        } catch (Exception e) {
            LOG.error("the run failed", e);
        } finally {
            System.exit(status); // Kafka's broker leaves threads behind
        }
    }

    /** Runs a study to its end, then opens it again as after a restart. */
    static void run(Path folder) throws IOException, InterruptedException {
        Path study = Files.writeString(folder.resolve("study.yaml"), STUDY.formatted(TRIALS));
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0)) {
            ServerConfig config = new ServerConfig(
                    "127.0.0.1",
                    0,
                    folder.resolve("server"),
                    broker.bootstrap(),
                    FreePorts.next(),
                    Optional.empty(),
                    LEASE);
            try (CoordinatorServer server = CoordinatorServer.start(config)) {
                ClassArchiveRun user = new ClassArchiveRun(server);
                user.command("study", "create", study.toString());
                for (int i = 0; i < TRIALS; i++) {
                    user.runTrial(i);
                }
            }
            try (CoordinatorServer server = CoordinatorServer.start(config)) {
                ClassArchiveRun user = new ClassArchiveRun(server);
                user.command("study", "show", "rehearsal");
                user.command("replay", "rehearsal");
            }
        }
        execute("server", "--help");
        execute("broker", "--help");
    }

    private void command(String... command) {
        execute(Stream.concat(Stream.of(command), Stream.of("--server", url)).toArray(String[]::new));
    }

    private void runTrial(int key) throws IOException, InterruptedException {
        String trials = url + "/api/v1/studies/rehearsal/trials";
        JsonNode trial = post(trials + ":ask", Map.of("worker", "rehearsal", "request_key", "key-" + key));
        String path = trials + "/" + trial.path("trial").asInt();
        long lease = trial.path("lease_epoch").asLong();
        double value = trial.path("parameters").path("x").asDouble();
        post(path + ":report", Map.of("lease_epoch", lease, "step", 1, "values", Map.of("value", value)));
        post(path + ":tell", Map.of("lease_epoch", lease, "state", "COMPLETED", "value", value));
    }

    private JsonNode post(String address, Map<String, Object> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(Json.text(body)))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(address + " answered " + response.statusCode() + ": " + response.body());
        }
        return Json.read(response.body(), JsonNode.class);
    }

    private static void execute(String... command) {
        int exit = Main.commandLine().execute(command);
        if (exit != 0) {
            throw new IllegalStateException("regatta " + String.join(" ", command) + " exited with " + exit);
        }
    }
}
