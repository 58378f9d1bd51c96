package dev.regatta.coordinator.cli;

import dev.regatta.protocol.api.Analysis;
import dev.regatta.protocol.api.LedgerView;
import dev.regatta.protocol.api.OwnersLedgerView;
import dev.regatta.protocol.api.Problem;
import dev.regatta.protocol.api.ReplayView;
import dev.regatta.protocol.api.ReportView;
import dev.regatta.protocol.api.StudyView;
import dev.regatta.protocol.api.TrialView;
import dev.regatta.protocol.api.WhatIf;
import dev.regatta.protocol.api.WorkerView;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.codec.MalformedMessageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The REST API as {@code openapi.yaml} has it. A refusal becomes a {@link CliException}, every error on its line. */
final class ApiClient {
    /** All reports of a study are read for it. */
    private static final Duration WHAT_IF_TIMEOUT = Duration.ofSeconds(90);

    private static final Duration IMPORT_TIMEOUT = Duration.ofMinutes(5);
    private static final int UNAVAILABLE = 503;
    private static final int REPEATS = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI server;
    private final Optional<String> token;

    ApiClient(URI server, Optional<String> token) {
        this.server = server;
        this.token = token;
    }

    URI server() {
        return server;
    }

    StudyView createStudy(String studyFile) {
        return post("/api/v1/studies", "application/yaml", studyFile, StudyView.class);
    }

    List<StudyView> studies() {
        return get("/api/v1/studies", StudyList.class).studies();
    }

    StudyView study(String name) {
        return get("/api/v1/studies/" + encoded(name), StudyView.class);
    }

    StudyView stopStudy(String name, Optional<String> reason) {
        String body = Json.text(reason.map(text -> Map.of("reason", text)).orElse(Map.of()));
        return command("/api/v1/studies/" + encoded(name) + "/stop", body);
    }

    /** Does one thing to a study: {@code pause}, {@code resume}, {@code extend} or {@code enqueue}. */
    StudyView change(String name, String what, Object body) {
        return command("/api/v1/studies/" + encoded(name) + "/" + what, Json.text(body));
    }

    LedgerView ledger(String study, Optional<Double> price) {
        String query = price.map(amount -> "?price_per_device_hour=" + amount).orElse("");
        return get("/api/v1/studies/" + encoded(study) + "/ledger" + query, LedgerView.class);
    }

    /** What each owner's studies took. */
    OwnersLedgerView ledger(Optional<Double> price) {
        String query = price.map(amount -> "?price_per_device_hour=" + amount).orElse("");
        return get("/api/v1/ledger" + query, OwnersLedgerView.class);
    }

    /** @param question {@code pruner} or {@code sampler}, as a study file has it */
    WhatIf whatIf(String study, String question) {
        return post(
                "/api/v1/studies/" + encoded(study) + "/what-if",
                "application/yaml",
                question,
                WHAT_IF_TIMEOUT,
                WhatIf.class);
    }

    /**
     * Writes the study with its journal to a file, whole or not at all.
     *
     * @throws CliException if the file cannot be written
     */
    void exportStudy(String study, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            HttpResponse<Path> response = send(
                    request("/api/v1/studies/" + encoded(study) + "/export").build(), BodyHandlers.ofFile(part));
            if (response.statusCode() != 200) {
                String problem = Files.readString(part, StandardCharsets.UTF_8);
                Files.delete(part);
                throw refused(response.statusCode(), problem);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw CliException.failure(
                    "study " + study + " of " + server + " could not be written to " + file + ": " + e);
        }
    }

    /** Takes in a study from a file that {@link #exportStudy} wrote, under a name of its own if one is given. */
    StudyView importStudy(Path file, Optional<String> name) {
        String query = name.map(given -> "?name=" + encoded(given)).orElse("");
        try {
            return call(
                    request("/api/v1/studies/import" + query)
                            .timeout(IMPORT_TIMEOUT)
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofFile(file))
                            .build(),
                    StudyView.class);
        } catch (FileNotFoundException e) {
            throw CliException.badInput("the file " + file + " cannot be read: there is no such file");
        }
    }

    ReplayView replay(String study) {
        return get("/api/v1/studies/" + encoded(study) + "/replay", ReplayView.class);
    }

    Analysis.Best best(String study, int limit) {
        return get("/api/v1/studies/" + encoded(study) + "/analysis/best?limit=" + limit, Analysis.Best.class);
    }

    Analysis.Importance importance(String study, Analysis.Method method, Optional<String> objective) {
        String metric = objective.map(name -> "&objective=" + encoded(name)).orElse("");
        return get(
                "/api/v1/studies/" + encoded(study) + "/analysis/importance?method=" + method + metric,
                Analysis.Importance.class);
    }

    List<TrialView> trials(String study) {
        return get("/api/v1/studies/" + encoded(study) + "/trials", TrialList.class)
                .trials();
    }

    List<ReportView> reports(String study) {
        return get("/api/v1/studies/" + encoded(study) + "/reports", ReportList.class)
                .reports();
    }

    List<WorkerView> workers() {
        return get("/api/v1/workers", WorkerList.class).workers();
    }

    /** Lets a worker {@code cordon}, {@code uncordon} or {@code drain}. */
    WorkerView order(String worker, String order) {
        return post("/api/v1/workers/" + encoded(worker) + "/" + order, "application/json", "{}", WorkerView.class);
    }

    /**
     * The study's journal after a position as lines of server-sent events; to be closed.
     *
     * @throws IOException if the server cannot be reached
     */
    Stream<String> events(String study, long after) throws IOException {
        HttpRequest request = request("/api/v1/events?study=" + encoded(study) + "&after=" + after)
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<Stream<String>> response = send(request, BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            try (Stream<String> lines = response.body()) {
                throw refused(response.statusCode(), String.join("\n", lines.toList()));
            }
        }
        return response.body();
    }

    private <T> T get(String path, Class<T> type) {
        return call(request(path).timeout(TIMEOUT).build(), type);
    }

    private <T> T post(String path, String contentType, String body, Class<T> type) {
        return post(path, contentType, body, TIMEOUT, type);
    }

    private <T> T post(String path, String contentType, String body, Duration timeout, Class<T> type) {
        return call(
                request(path)
                        .timeout(timeout)
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                type);
    }

    /** Sends a command until it is answered, a few times at most: its key lets the study know a repeat. */
    private StudyView command(String path, String body) {
        HttpRequest request = request(path)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body))
                .build();
        for (int repeats = 0; repeats < REPEATS; repeats++) {
            try {
                HttpResponse<String> response = send(request, BodyHandlers.ofString());
                if (response.statusCode() != UNAVAILABLE) {
                    return read(response, StudyView.class);
                }
            } catch (HttpTimeoutException e) {
                // it may have been carried out: asked again, the study tells
            } catch (IOException e) {
                break;
            }
        }
        return call(request, StudyView.class);
    }

    private <T> T call(HttpRequest request, Class<T> type) {
        try {
            return read(send(request, BodyHandlers.ofString()), type);
        } catch (HttpConnectTimeoutException e) {
            throw unreachable(e);
        } catch (HttpTimeoutException e) {
            String patience = request.timeout()
                    .map(time -> " within " + time.toSeconds() + " s")
                    .orElse("");
            throw CliException.failure(server + " has not answered" + patience + "; it may still be at it");
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private CliException unreachable(IOException e) {
        return CliException.failure(
                "no server answers at " + server + " (" + e + "); start one with regatta up, or name it by --server");
    }

    private <T> T read(HttpResponse<String> response, Class<T> type) {
        if (response.statusCode() / 100 != 2) {
            throw refused(response.statusCode(), response.body());
        }
        try {
            return Json.read(response.body(), type);
        } catch (MalformedMessageException e) {
            throw CliException.failure(server + " does not answer like a Regatta server: the answer " + e.getMessage());
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException {
        try {
            return http.send(request, handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(server + path));
        token.ifPresent(value -> builder.header("Authorization", "Bearer " + value));
        return builder;
    }

    private static CliException refused(int status, String body) {
        try {
            Problem problem = Json.read(body, Problem.class);
            List<String> lines = new ArrayList<>();
            if (problem.errors().isEmpty()) {
                lines.add(problem.message());
            }
            problem.errors().forEach(error -> lines.add(errorLine(error)));
            return status == 400 || status == 404 || status == 409
                    ? CliException.badInput(lines)
                    : CliException.failure(lines);
        } catch (MalformedMessageException e) {
            return CliException.failure("the server answered with status " + status);
        }
    }

    /** {@code path: message}. */
    static String errorLine(Problem.FieldError error) {
        return error.path().isEmpty() ? error.message() : error.path() + ": " + error.message();
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private record StudyList(List<StudyView> studies) {}

    private record TrialList(List<TrialView> trials) {}

    private record ReportList(List<ReportView> reports) {}

    private record WorkerList(List<WorkerView> workers) {}
}
