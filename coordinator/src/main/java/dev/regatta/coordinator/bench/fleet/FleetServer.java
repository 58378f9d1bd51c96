package dev.regatta.coordinator.bench.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.coordinator.bench.process.BenchInstallation;
import dev.regatta.coordinator.cli.ChildProcess;
import dev.regatta.protocol.codec.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A broker and a coordinator as {@code regatta up} starts them, in processes of their own, ended with this. */
public final class FleetServer implements AutoCloseable {
    /** The metric that the workers' trials end with. */
    static final String METRIC = "validation_linear_accuracy";

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();
    private final BenchInstallation installation;
    private final ChildProcess server;
    private final URI url;

    public FleetServer(int leaseSeconds) throws IOException {
        installation = new BenchInstallation("fleet");
        server = installation.startServer(List.of("--lease-seconds", String.valueOf(leaseSeconds)));
        url = URI.create(server.awaitReady(START).path("url").asText());
    }

    public String kafka() {
        return installation.kafka();
    }

    /** The coordinator's process, for a profiler. */
    public long pid() {
        return server.pid();
    }

    /** Creates a study with ten parameters, drawn at random. */
    public void create(String study, int trials, int concurrency) throws IOException, InterruptedException {
        Map<String, Object> space = new LinkedHashMap<>();
        IntStream.range(0, 10).forEach(i -> space.put("x" + i, Map.of("type", "float", "low", -5, "high", 10)));
        String file = Json.text(Map.of(
                "name",
                study,
                "trials",
                trials,
                "concurrency",
                concurrency,
                "objective",
                Map.of("metric", METRIC, "direction", "maximize"),
                "sampler",
                Map.of("type", "random"),
                "fixed",
                Map.of("method", "exec"),
                "exec",
                Map.of("command", List.of("simulated")),
                "parameters",
                space));
        JsonNode unused = send(HttpRequest.newBuilder(url.resolve("/api/v1/studies"))
                .POST(HttpRequest.BodyPublishers.ofString(file))
                .build());
    }

    /** Waits until the coordinator has heard of these workers. */
    public void awaitWorkers(Collection<String> names) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        Set<String> missing = new HashSet<>(names);
        while (!missing.isEmpty()) {
            get("/api/v1/workers")
                    .path("workers")
                    .forEach(worker -> missing.remove(worker.path("worker").asText()));
            if (System.nanoTime() > deadline) {
                throw new IOException(missing.size() + " workers are not known after " + START.toSeconds() + " s");
            }
            Thread.sleep(100);
        }
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url.resolve(path)).build());
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IOException(request.uri() + " was answered with " + answer.statusCode() + ": "
                    + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return Json.read(answer.body(), JsonNode.class);
    }

    /** The megabytes of the coordinator's heap that are in use, garbage included. */
    public double heapMegabytes() throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer =
                http.send(HttpRequest.newBuilder(url.resolve("/metrics")).build(), HttpResponse.BodyHandlers.ofLines());
        return answer.body()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"} "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) / (1 << 20))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Processor time of the coordinator so far. */
    public Duration cpu() {
        return ProcessHandle.of(server.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    @Override
    public void close() throws IOException {
        server.stop(BenchInstallation.GRACE);
        installation.close();
    }
}
