package dev.regatta.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.codec.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The REST API as a test's user; each wait is bounded by 20 s. */
final class ApiClient {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    ApiClient(int port) {
        this.url = "http://127.0.0.1:" + port;
    }

    record Answer(int status, String text) {
        JsonNode json() {
            return Json.read(text, JsonNode.class);
        }
    }

    Answer get(String path, String... headers) {
        return send(HttpRequest.newBuilder().GET(), path, headers);
    }

    Answer post(String path, String body, String... headers) {
        return send(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)), path, headers);
    }

    private Answer send(HttpRequest.Builder request, String path, String... headers) {
        request.uri(URI.create(url + path)).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path, e);
        }
    }

    /** Reads the event stream until a journal entry satisfies {@code last}; returns all entries read. */
    List<JsonNode> events(String path, Predicate<JsonNode> last, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        Instant end = Instant.now().plus(PATIENCE);
        List<JsonNode> entries = new ArrayList<>();
        try (InputStream stream = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                        .body();
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String event = "";
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ") && event.equals("journal")) {
                    JsonNode entry = Json.read(line.substring(6), JsonNode.class);
                    entries.add(entry);
                    if (last.test(entry)) {
                        return entries;
                    }
                }
                if (Instant.now().isAfter(end)) {
                    throw new AssertionError("the event did not come within " + PATIENCE + ": " + entries);
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path + " after " + entries, e);
        }
        throw new AssertionError("the stream ended: " + entries);
    }
}
