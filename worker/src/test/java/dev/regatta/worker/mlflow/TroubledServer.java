package dev.regatta.worker.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.regatta.protocol.codec.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * As much of a tracking server as a worker talks to, which first meets each request of a kind with the next trouble of
 * a list, and then serves. Equal points are one.
 */
final class TroubledServer implements AutoCloseable {

    /** How a request is met. */
    enum Trouble {
        /** No answer, ever. */
        SILENCE,
        /** Status 500, nothing done. */
        ERROR,
        /** Status 500, though it was done. */
        ERROR_AFTERWARDS
    }

    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/";

    private final HttpServer server;
    private final Map<String, byte[]> artifacts = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Deque<Trouble>> troubles = new HashMap<>();
    private final Set<JsonNode> points = new LinkedHashSet<>();
    private final Set<JsonNode> params = new LinkedHashSet<>();
    private final Map<String, String> tags = new TreeMap<>();
    private final Map<String, JsonNode> runs = new LinkedHashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private int created;
    private String artifactRoot = "mlflow-artifacts:/1/";
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private Optional<String> experiment = Optional.empty();
    private Optional<JsonNode> update = Optional.empty();

    TroubledServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/2.0/mlflow/", this::meet);
        server.createContext(ARTIFACTS, this::receive);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next requests to {@code call} meet these troubles. */
    synchronized void trouble(String call, List<Trouble> next) {
        troubles.put(call, new ArrayDeque<>(next));
    }

    private synchronized Optional<Trouble> nextTrouble(String call) {
        calls.merge(call, 1, Integer::sum);
        return Optional.ofNullable(troubles.get(call)).map(Deque::poll);
    }

    private void meet(HttpExchange exchange) throws IOException {
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        String call = exchange.getRequestURI().getPath().substring("/api/2.0/mlflow/".length());
        byte[] body = exchange.getRequestBody().readAllBytes();
        Optional<Trouble> trouble = nextTrouble(call);
        if (trouble.isPresent() && trouble.get() == Trouble.SILENCE) {
            awaitClosing();
            return;
        }
        if (trouble.isPresent() && trouble.get() == Trouble.ERROR) {
            answer(exchange, 500, Map.of("error_code", "INTERNAL_ERROR", "message", "trouble"));
            return;
        }
        Optional<Object> done =
                serve(call, body.length == 0 ? Json.read("{}", JsonNode.class) : Json.read(body, JsonNode.class));
        int status = trouble.isPresent() ? 500 : done.isPresent() ? 200 : 404;
        answer(exchange, status, done.orElse(Map.of("error_code", "RESOURCE_DOES_NOT_EXIST", "message", "none")));
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath().substring(ARTIFACTS.length());
        Optional<Trouble> trouble = nextTrouble("artifacts");
        if (trouble.isPresent() && trouble.get() == Trouble.SILENCE) {
            awaitClosing();
            return;
        }
        if (trouble.isEmpty() || trouble.get() == Trouble.ERROR_AFTERWARDS) {
            synchronized (this) {
                artifacts.put(path, body);
            }
        }
        answer(exchange, trouble.isPresent() ? 500 : 200, Map.of());
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<Object> serve(String call, JsonNode body) {
        return switch (call) {
            case "experiments/get-by-name" ->
                experiment.map(id -> Map.of("experiment", Map.of("experiment_id", id, "name", "s")));
            case "experiments/create" -> createExperiment();
            case "runs/get" ->
                Optional.of(Map.of("run", run(runs.keySet().iterator().next())));
            case "runs/search" ->
                Optional.of(Map.of("runs", runs.keySet().stream().map(this::run).toList()));
            case "runs/create" -> {
                String id = "r" + created++;
                runs.put(id, body);
                tag(body);
                yield Optional.of(Map.of("run", run(id)));
            }
            case "runs/delete" -> {
                runs.remove(body.path("run_id").asText());
                yield Optional.of(Map.of());
            }
            case "runs/log-batch" -> {
                body.path("metrics").forEach(points::add);
                body.path("params").forEach(params::add);
                tag(body);
                yield Optional.of(Map.of());
            }
            case "runs/update" -> {
                update = Optional.of(body);
                yield Optional.of(Map.of("run_info", info(body.path("run_id").asText())));
            }
            default -> throw new IllegalStateException("nobody was to call " + call);
        };
    }

    private void tag(JsonNode body) {
        body.path("tags")
                .forEach(tag ->
                        tags.put(tag.path("key").asText(), tag.path("value").asText()));
    }

    private Optional<Object> createExperiment() {
        if (experiment.isPresent()) {
            return Optional.empty();
        }
        experiment = Optional.of("1");
        return Optional.of(Map.of("experiment_id", "1"));
    }

    private Map<String, Object> run(String id) {
        return Map.of("info", info(id), "data", Map.of());
    }

    private Map<String, String> info(String id) {
        String startTime = Optional.ofNullable(runs.get(id))
                .map(run -> run.path("start_time").asText())
                .orElse("0");
        return Map.of(
                "run_id",
                id,
                "run_uuid",
                id,
                "experiment_id",
                "1",
                "start_time",
                startTime,
                "artifact_uri",
                artifactRoot + id + "/artifacts");
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] json = Json.text(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    /** Where runs keep their artifacts. */
    synchronized void keepArtifactsAt(String root) {
        artifactRoot = root;
    }

    synchronized Map<String, byte[]> artifacts() {
        return Map.copyOf(artifacts);
    }

    synchronized List<JsonNode> points() {
        return List.copyOf(points);
    }

    synchronized List<JsonNode> params() {
        return List.copyOf(params);
    }

    synchronized Map<String, String> tags() {
        return Map.copyOf(tags);
    }

    /** How often {@code call} was asked for. */
    synchronized int calls(String call) {
        return calls.getOrDefault(call, 0);
    }

    /** Ids of the runs that are there. */
    synchronized List<String> runs() {
        return List.copyOf(runs.keySet());
    }

    synchronized Optional<JsonNode> update() {
        return update;
    }

    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
