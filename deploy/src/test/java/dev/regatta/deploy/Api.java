package dev.regatta.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.codec.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The coordinator's REST API and its tracking API, as a user asks them. */
final class Api {
    private static final Duration TRIAL = Duration.ofSeconds(150);

    /** A point of a metric, without its time. */
    record Point(String key, long step, String value) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    Api(URI server) {
        this.server = server;
    }

    void createStudy(Map<String, Object> spec) {
        JsonNode unused = send(creation(spec));
    }

    private HttpRequest.Builder creation(Map<String, Object> spec) {
        return post("/api/v1/studies", spec);
    }

    private HttpRequest.Builder post(String path, Map<String, Object> body) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)));
    }

    /**
     * Creates a study though whoever decides it may be gone for a while: looks, and asks again, as the answer that none came in time
     * tells a user to.
     */
    void insistOnStudy(Map<String, Object> spec) throws InterruptedException {
        var unused = Waiting.until(TRIAL, spec.get("name") + " is created", () -> {
            int status = exchange(creation(spec)).statusCode();
            if (status != 201 && status != 409 && status != 503) {
                throw new IllegalStateException("creation was answered " + status);
            }
            return Optional.of(status).filter(it -> it != 503);
        });
    }

    /** The first trial of a study. */
    JsonNode trial(String study) {
        return get("/api/v1/studies/" + study + "/trials").path("trials").path(0);
    }

    JsonNode awaitTrial(String study, String what, Predicate<JsonNode> condition) throws InterruptedException {
        return Waiting.until(
                        TRIAL,
                        study + " " + what,
                        () -> Optional.of(trial(study)).filter(condition))
                .orElseThrow();
    }

    JsonNode awaitCompleted(String study) throws InterruptedException {
        return awaitTrial(
                study, "is completed", trial -> trial.path("state").asText().equals("COMPLETED"));
    }

    /** Asks for a pause whose answer may never come. */
    void pauseWithoutWaiting(String study) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/v1/studies/" + study + "/pause"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        var unused = http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    }

    /** Waits until the coordinator says that it can work, or that it cannot. */
    void awaitReadiness(boolean ready) throws InterruptedException {
        var unused = Waiting.until(
                TRIAL,
                "coordinator is " + (ready ? "ready" : "not ready"),
                () -> Optional.of(isReady()).filter(now -> now == ready));
    }

    private boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/health/ready"))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            throw new IllegalStateException(server + " cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    JsonNode study(String name) {
        return get("/api/v1/studies/" + name);
    }

    /** Its trials by number. */
    JsonNode trials(String study) {
        return get("/api/v1/studies/" + study + "/trials").path("trials");
    }

    boolean hasEnded(String study) {
        return List.of("COMPLETED", "FAILED", "STOPPED")
                .contains(study(study).path("state").asText());
    }

    JsonNode awaitEnd(String study) throws InterruptedException {
        return Waiting.until(
                        TRIAL.multipliedBy(2),
                        study + " has ended",
                        () -> hasEnded(study) ? Optional.of(study(study)) : Optional.empty())
                .orElseThrow();
    }

    /** The decisions, derived again from the journal and compared. */
    JsonNode replay(String study) {
        return get("/api/v1/studies/" + study + "/replay");
    }

    JsonNode run(String id) {
        return get("/api/2.0/mlflow/runs/get?run_id=" + id).path("run");
    }

    /** The ids of all active runs of the experiment that has the study's name. */
    Set<String> runs(String study) {
        String experiment = get("/api/2.0/mlflow/experiments/get-by-name?experiment_name=" + study)
                .path("experiment")
                .path("experiment_id")
                .asText();
        JsonNode found = send(post("/api/2.0/mlflow/runs/search", Map.of("experiment_ids", List.of(experiment))));
        return found.path("runs").findValues("info").stream()
                .map(info -> info.path("run_id").asText())
                .collect(Collectors.toSet());
    }

    /** The artifacts directly in a run's folder, each with its size. */
    List<String> artifacts(String run) {
        List<String> artifacts = new ArrayList<>();
        for (JsonNode file : get("/api/2.0/mlflow/artifacts/list?run_id=" + run).path("files")) {
            artifacts.add(
                    file.path("path").asText() + " " + file.path("file_size").asText());
        }
        return artifacts;
    }

    /** Every point of every metric of a run, each as often as it is there. */
    List<Point> points(String run) {
        List<Point> points = new ArrayList<>();
        for (JsonNode metric : run(run).path("data").path("metrics")) {
            String key = metric.path("key").asText();
            String query = "run_id=" + run + "&metric_key=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
            for (JsonNode point :
                    get("/api/2.0/mlflow/metrics/get-history?" + query).path("metrics")) {
                points.add(new Point(
                        key, point.path("step").asLong(), point.path("value").asText()));
            }
        }
        points.sort(Comparator.comparing(Point::key).thenComparing(Point::step));
        return points;
    }

    private JsonNode get(String path) {
        return send(HttpRequest.newBuilder(server.resolve(path)));
    }

    private JsonNode send(HttpRequest.Builder request) {
        HttpResponse<String> response = exchange(request);
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    response.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return Json.read(response.body(), JsonNode.class);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(server + " cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
