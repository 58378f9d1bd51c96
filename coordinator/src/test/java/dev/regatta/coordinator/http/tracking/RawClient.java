package dev.regatta.coordinator.http.tracking;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends requests that MLflow's client would not. */
public final class RawClient {

    private static final String API = "/api/2.0/mlflow/";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;

    public RawClient(String server) {
        this.server = server;
    }

    /** @param body JSON, in which texts may stand in single quotes */
    public HttpResponse<String> post(String path, String body) {
        return send(request(API + path).POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    public HttpResponse<String> post(String path, JsonObject body) {
        return send(request(API + path).POST(BodyPublishers.ofString(body.encode())));
    }

    HttpResponse<String> postAbsolute(String path, JsonObject body) {
        return send(request(path).POST(BodyPublishers.ofString(body.encode())));
    }

    /** @param body as for a POST */
    HttpResponse<String> send(String method, String path, String body) {
        return send(request(API + path).method(method, BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    public HttpResponse<String> get(String path) {
        return getAbsolute(API + path);
    }

    public HttpResponse<String> getAbsolute(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> put(String path, byte[] body) {
        return send(request(path).PUT(BodyPublishers.ofByteArray(body)));
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    public HttpResponse<String> postAbsolute(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    /** @return the id of a run in the default experiment */
    public String createRun() {
        return new JsonObject(post("runs/create", "{}").body())
                .getJsonObject("run")
                .getJsonObject("info")
                .getString("run_id");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
