package dev.regatta.coordinator.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An MLflow server. A request that fails for the server's sake is tried again, since each of ours may be repeated.
 * Thread-safe.
 */
final class MlflowServer {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String API = "/api/2.0/mlflow/";
    private static final int TRIES = 5;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI address;
    private final Optional<String> token;
    private final Duration pause;

    /** @param pause before the second try; doubled for each further one */
    MlflowServer(URI address, Optional<String> token, Duration pause) {
        this.address = address;
        this.token = token;
        this.pause = pause;
    }

    URI address() {
        return address;
    }

    /** @throws MlflowException if the server refuses, or cannot be reached */
    JsonNode get(String call, String query) {
        return json(send(request(API + call + "?" + query).GET(), BodyHandlers.ofByteArray()));
    }

    /** @throws MlflowException if the server refuses, or cannot be reached */
    JsonNode post(String call, JsonNode body) {
        HttpRequest.Builder request = request(API + call)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
        return json(send(request, BodyHandlers.ofByteArray()));
    }

    /** Writes what lies at {@code path} into a file. */
    void download(String path, Path file) {
        require(send(request(path).GET(), BodyHandlers.ofFile(file)).statusCode(), path);
    }

    /** Puts a file to {@code path}. */
    void upload(String path, Path file) {
        try {
            require(
                    send(request(path).PUT(BodyPublishers.ofFile(file)), BodyHandlers.discarding())
                            .statusCode(),
                    path);
        } catch (IOException e) {
            throw new MlflowException("cannot read " + file + ": " + e);
        }
    }

    private static void require(int status, String path) {
        if (status >= 300) {
            throw new MlflowException("status " + status + " for " + path);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(TIMEOUT);
        token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        return request;
    }

    private JsonNode json(HttpResponse<byte[]> response) {
        JsonNode body = parsed(response.body());
        if (response.statusCode() < 300) {
            return body;
        }
        String message = body.path("message").asText("status " + response.statusCode());
        throw new MlflowException(address + ": " + message);
    }

    private JsonNode parsed(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            String reason = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.toString();
            throw new MlflowException(address + " does not answer like an MLflow server: " + reason);
        }
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder builder, HttpResponse.BodyHandler<T> handler) {
        HttpRequest request = builder.build();
        for (int failures = 1; ; failures++) {
            try {
                HttpResponse<T> response = http.send(request, handler);
                if (response.statusCode() < 500 || failures == TRIES) {
                    return response;
                }
            } catch (IOException e) {
                if (failures == TRIES) {
                    throw new MlflowException("no server answers at " + address + " (" + e + ")");
                }
            } catch (InterruptedException e) {
                throw interrupted();
            }
            await(pause.multipliedBy(1L << (failures - 1)));
        }
    }

    private static void await(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static MlflowException interrupted() {
        Thread.currentThread().interrupt();
        return new MlflowException("interrupted");
    }
}
