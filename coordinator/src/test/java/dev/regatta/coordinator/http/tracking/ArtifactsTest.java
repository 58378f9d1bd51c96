package dev.regatta.coordinator.http.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactsTest {

    private static final String PREFIX = "/api/2.0/mlflow-artifacts/artifacts/";

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
    void artifactOfARunIsStoredListedReadAndDeleted() {
        String run = client.createRun();
        String place = PREFIX + "0/" + run + "/artifacts/";
        assertThat(client.put(place + "model/a%20weight.bin", new byte[] {65, 66})
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.put(place + "notes.txt", "hi".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
        assertThat(listed("artifacts/list?run_id=" + run)).containsExactly("model/", "notes.txt 2");
        assertThat(listed("artifacts/list?path=model&run_id=" + run)).containsExactly("model/a weight.bin 2");
        HttpResponse<String> read = client.getAbsolute(place + "model/a%20weight.bin");
        assertThat(read.body()).isEqualTo("AB");
        assertThat(read.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(client.delete(place + "notes.txt").statusCode()).isEqualTo(200);
        assertThat(client.getAbsolute(place + "notes.txt").statusCode()).isEqualTo(404);
    }

    @Test
    void secondUploadReplacesTheFirst() {
        client.put(PREFIX + "a/b", new byte[] {65, 65, 65});
        client.put(PREFIX + "a/b", new byte[] {66});
        assertThat(client.getAbsolute(PREFIX + "a/b").body()).isEqualTo("B");
    }

    @Test
    void largeArtifactComesBackWhole() {
        String text = "0123456789abcdef".repeat(1 << 18);
        client.put(PREFIX + "large", text.getBytes(StandardCharsets.UTF_8));
        assertThat(client.getAbsolute(PREFIX + "large").body()).isEqualTo(text);
        assertThat(folder.resolve("artifacts/incoming")).isEmptyDirectory();
    }

    @Test
    void folderCannotBeReplacedByAFileNorAFileByAFolder() {
        client.put(PREFIX + "c/d", new byte[] {65});
        assertThat(client.put(PREFIX + "c", new byte[] {66}).statusCode()).isEqualTo(400);
        assertThat(client.put(PREFIX + "c/d/e", new byte[] {66}).statusCode()).isEqualTo(400);
        assertThat(client.getAbsolute(PREFIX + "c/d").body()).isEqualTo("A");
        assertThat(folder.resolve("artifacts/incoming")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x", "a/../../x", "%2e%2e/x", "a/%2E%2e/x", "..%2fx", "%2e%2e%2fx", "%252e%252e/x", "%252fetc",
                "a%5c..%5cx", "a\\..\\x", "%2fetc/passwd", "/etc/passwd", "a//b", "a/./b", "a%00b", "a%0ab",
                "file:%2f%2fetc", "file:x", "s3:x", "%zz", "%c3%28", "%", "incoming/../../x"
            })
    void pathThatCouldLeadOutIsRefused(String path) throws Exception {
        Files.writeString(folder.resolve("x"), "secret");
        for (String method : List.of("GET", "PUT", "DELETE")) {
            assertThat(status(method, PREFIX + path)).as(method).isEqualTo(400);
        }
        assertThat(folder.resolve("x")).hasContent("secret");
    }

    @Test
    void symbolicLinksAreNeitherFollowedNorListed() throws Exception {
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("key"), "secret");
        client.put(PREFIX + "links/b", new byte[] {65});
        Files.createSymbolicLink(folder.resolve("artifacts/files/links/link"), secrets);
        assertThat(client.getAbsolute(PREFIX + "links/link/key").statusCode()).isEqualTo(400);
        assertThat(client.put(PREFIX + "links/link/key", new byte[] {66}).statusCode())
                .isEqualTo(400);
        assertThat(client.delete(PREFIX + "links/link/key").statusCode()).isEqualTo(400);
        assertThat(secrets.resolve("key")).hasContent("secret");
        HttpResponse<String> list = client.getAbsolute("/api/2.0/mlflow-artifacts/artifacts?path=links");
        assertThat(files(list)).containsExactly("b 1");
    }

    @Test
    void brokenUploadLeavesNothing(@TempDir Path other) throws Exception {
        try (TrackingServer ownServer = new TrackingServer(other)) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ownServer.port())) {
                String head = "PUT " + PREFIX + "half HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nabc";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
            HttpResponse<String> read = new RawClient(ownServer.uri()).getAbsolute(PREFIX + "half");
            assertThat(read.statusCode()).isEqualTo(404);
        }
    }

    /** Sends the path as it stands: Java's own client would tidy it up. */
    private int status(String method, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String head =
                    method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            InputStream answer = socket.getInputStream();
            String line = new String(answer.readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(line.substring(9));
        }
    }

    private List<String> listed(String path) {
        return files(client.get(path));
    }

    private static List<String> files(HttpResponse<String> response) {
        Stream<JsonObject> files =
                new JsonObject(response.body()).getJsonArray("files").stream().map(JsonObject.class::cast);
        return files.map(file ->
                        file.getString("path") + (file.getBoolean("is_dir") ? "/" : " " + file.getInteger("file_size")))
                .toList();
    }
}
