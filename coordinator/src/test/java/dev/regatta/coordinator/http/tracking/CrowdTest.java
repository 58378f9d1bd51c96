package dev.regatta.coordinator.http.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that hold on to the server, and the others, who are served all the same. */
@Timeout(60)
class CrowdTest {

    private static final Duration DEADLINE = Duration.ofMillis(300);

    private static final int MOST_METRICS = 3_000;

    @TempDir
    static Path folder;

    private static TrackingServer server;
    private static RawClient client;

    @BeforeAll
    static void start() {
        server = new TrackingServer(folder, new TrackingServer.Bounds(DEADLINE, 2_000_000, MOST_METRICS));
        client = new RawClient(server.uri());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** The whole answer, read until the server closes the connection. */
    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void bodyThatDoesNotArriveInTimeIsRefusedAndItsConnectionClosed() throws IOException {
        try (Socket slow = connect()) {
            say(slow, "POST /api/2.0/mlflow/runs/create HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"a\":");
            String answer = answer(slow);
            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("INVALID_PARAMETER_VALUE", "in time");
        }
    }

    @Test
    void hundredsOfSlowBodiesDoNotKeepOthersWaiting() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = connect();
                slow.add(socket);
                say(socket, "POST /api/2.0/mlflow/runs/log-batch HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{");
            }
            assertThat(client.post("runs/create", "{}").statusCode()).isEqualTo(200);
            for (Socket socket : slow) {
                assertThat(answer(socket)).startsWith("HTTP/1.1 408 ");
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void hundredsOfIdleConnectionsDoNotKeepOthersWaiting() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 400; i++) {
                idle.add(connect());
            }
            String run = client.createRun();
            assertThat(client.get("runs/get?run_id=" + run).statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void headersWithoutEndAreRefused() throws IOException {
        try (Socket greedy = connect()) {
            say(
                    greedy,
                    "GET /api/2.0/mlflow/runs/get HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n");
            assertThat(answer(greedy)).startsWith("HTTP/1.1 431 ");
        }
        assertThat(client.post("runs/create", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void largeBodiesBeyondTheBudgetAreAskedToComeLaterAndSmallOnesServed() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = connect();
                slow.add(socket);
                say(
                        socket,
                        "POST /api/2.0/mlflow/runs/log-batch HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n{");
            }
            assertThat(client.post("runs/create", "{}").statusCode()).isEqualTo(200);
            List<String> statuses = new ArrayList<>();
            for (Socket socket : slow) {
                statuses.add(
                        new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).substring(9));
            }
            assertThat(statuses).containsOnly("408", "503").contains("503");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        HttpResponse<String> large = log(client.createRun(), 0, 900);
        assertThat(large.statusCode())
                .as("once the slow ones are gone: %s", large.body())
                .isEqualTo(200);
    }

    @Test
    void keysWithoutEndAreRefusedAndNothingOfTheOthersIsLost() {
        String greedy = client.createRun();
        String other = client.createRun();
        for (int from = 0; from < MOST_METRICS; from += 1000) {
            assertThat(log(greedy, from, 1000).statusCode()).isEqualTo(200);
        }
        for (int from = MOST_METRICS; from < MOST_METRICS + 20_000; from += 1000) {
            HttpResponse<String> refused = log(greedy, from, 1000);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("must have ≤ " + MOST_METRICS);
        }
        assertThat(log(greedy, 0, 1000).statusCode()).as("keys that it has").isEqualTo(200);
        assertThat(log(greedy, MOST_METRICS - 999, 1000).statusCode())
                .as("one new key among them")
                .isEqualTo(400);
        assertThat(log(other, 0, 1000).statusCode()).isEqualTo(200);
        assertThat(metrics(greedy)).isEqualTo(MOST_METRICS);
        assertThat(metrics(other)).isEqualTo(1000);
    }

    private static HttpResponse<String> log(String run, int firstKey, int count) {
        JsonArray metrics = new JsonArray();
        for (int key = firstKey; key < firstKey + count; key++) {
            metrics.add(
                    new JsonObject().put("key", "key-" + key).put("value", key).put("timestamp", 1));
        }
        return client.post("runs/log-batch", new JsonObject().put("run_id", run).put("metrics", metrics));
    }

    private static int metrics(String run) {
        return new JsonObject(client.get("runs/get?run_id=" + run).body())
                .getJsonObject("run")
                .getJsonObject("data")
                .getJsonArray("metrics")
                .size();
    }
}
