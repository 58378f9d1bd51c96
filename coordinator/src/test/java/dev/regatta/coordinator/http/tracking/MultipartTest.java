package dev.regatta.coordinator.http.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come in parts, and parts of files that are asked for. */
class MultipartTest {

    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/";

    @TempDir
    static Path folder;

    private static TrackingServer server;
    private static RawClient client;

    @BeforeAll
    static void start() {
        server = new TrackingServer(folder);
        client = new RawClient(server.uri());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void partsThatComeInAnyOrderMakeTheFile() {
        JsonObject upload = created("models/a", 2);
        put(upload, 1, "world");
        put(upload, 0, "never");
        put(upload, 0, "hello ");
        assertThat(finish("complete/models/a", upload, 1, 2).statusCode()).isEqualTo(200);
        assertThat(client.getAbsolute(ARTIFACTS + "artifacts/models/a/weights.bin")
                        .body())
                .isEqualTo("hello world");
        assertThat(finish("complete/models/a", upload, 1, 2).statusCode()).isEqualTo(404);
    }

    @Test
    void uploadThatLacksAPartStaysOpen() {
        JsonObject upload = created("models/b", 2);
        put(upload, 0, "hello");
        assertThat(finish("complete/models/b", upload, 1, 2).statusCode()).isEqualTo(400);
        put(upload, 1, "!");
        assertThat(finish("complete/models/b", upload, 1, 2).statusCode()).isEqualTo(200);
    }

    @Test
    void abortedUploadLeavesNothing() {
        JsonObject upload = created("models/c", 1);
        put(upload, 0, "hello");
        assertThat(finish("abort/models/c", upload).statusCode()).isEqualTo(200);
        assertThat(finish("complete/models/c", upload, 1).statusCode()).isEqualTo(404);
        assertThat(client.getAbsolute(ARTIFACTS + "artifacts/models/c/weights.bin")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void uploadsOutOfBoundsAreRefused() {
        assertThat(create("models/d", 0).statusCode()).isEqualTo(400);
        assertThat(create("models/d", 10_001).statusCode()).isEqualTo(400);
        assertThat(create("models/%2e%2e%2fd", 1).statusCode()).isEqualTo(400);
        String elsewhere = created("models/e", 1).getString("upload_id");
        JsonObject forged = new JsonObject().put("upload_id", "../" + elsewhere.substring(3));
        assertThat(finish("abort/models/e", forged).statusCode()).isEqualTo(404);
    }

    @Test
    void rangeOfAFileIsSentAlone() throws Exception {
        client.put(ARTIFACTS + "artifacts/digits", "0123456789".getBytes(StandardCharsets.US_ASCII));
        HttpResponse<String> part = ranged("bytes=2-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 2-4/10");
        assertThat(ranged("bytes=20-").statusCode()).isEqualTo(416);
    }

    @Test
    void pageUploadsAndReadsByTheRunsId() throws Exception {
        String run = client.createRun();
        HttpRequest upload = HttpRequest.newBuilder(URI.create(
                        server.uri() + "/ajax-api/2.0/mlflow/upload-artifact?run_uuid=" + run + "&path=notes/a.txt"))
                .POST(HttpRequest.BodyPublishers.ofString("hi"))
                .build();
        HttpClient http = HttpClient.newHttpClient();
        assertThat(http.send(upload, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        String get = "/get-artifact?run_uuid=" + run + "&path=";
        assertThat(client.getAbsolute(get + "notes/a.txt").body()).isEqualTo("hi");
        assertThat(client.getAbsolute(get + "../../x").statusCode()).isEqualTo(400);
        assertThat(client.getAbsolute(get.replace(run, "nobody") + "a").statusCode())
                .isEqualTo(404);
        assertThat(client.getAbsolute("/version").body()).isEqualTo("2.17.2");
    }

    private static HttpResponse<String> ranged(String range) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + ARTIFACTS + "artifacts/digits"))
                .header("Range", range)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static JsonObject created(String place, int parts) {
        HttpResponse<String> response = create(place, parts);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    private static HttpResponse<String> create(String place, int parts) {
        JsonObject body = new JsonObject().put("path", "/home/me/weights.bin").put("num_parts", parts);
        return client.postAbsolute(ARTIFACTS + "mpu/create/" + place, body);
    }

    private static void put(JsonObject upload, int index, String content) {
        String url = upload.getJsonArray("credentials").getJsonObject(index).getString("url");
        HttpResponse<String> response =
                client.put(URI.create(url).getRawPath(), content.getBytes(StandardCharsets.UTF_8));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("ETag")).isPresent();
    }

    private static HttpResponse<String> finish(String action, JsonObject upload, int... numbers) {
        JsonArray parts = new JsonArray();
        for (int number : numbers) {
            parts.add(new JsonObject().put("part_number", number).put("etag", "x"));
        }
        JsonObject body = new JsonObject()
                .put("path", "weights.bin")
                .put("upload_id", upload.getString("upload_id"))
                .put("parts", parts);
        return client.postAbsolute(ARTIFACTS + "mpu/" + action, body);
    }
}
