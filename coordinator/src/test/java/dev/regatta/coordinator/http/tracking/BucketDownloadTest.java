package dev.regatta.coordinator.http.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.artifacts.ArtifactConfig;
import dev.regatta.coordinator.http.BodyDeadline;
import dev.regatta.coordinator.s3.S3ForTests;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Artifacts that lie in a bucket come through the server as those of a folder do. */
@Timeout(60)
class BucketDownloadTest {

    private static final String PLACE = "/api/2.0/mlflow-artifacts/artifacts/run/weights.bin";
    private static final byte[] CONTENT = new byte[(3 << 20) + 77];
    private static final S3ForTests SERVICE = new S3ForTests();

    @TempDir
    static Path folder;

    private static TrackingServer server;

    @BeforeAll
    static void start() {
        new Random(5).nextBytes(CONTENT);
        server = new TrackingServer(
                folder,
                new TrackingServer.Bounds(BodyDeadline.USUAL, BodyBudget.USUAL, 50_000),
                at -> new ArtifactConfig(at, Optional.of(SERVICE.location())).open());
        assertThat(new RawClient(server.uri()).put(PLACE, CONTENT).statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        server.close();
        SERVICE.close();
    }

    @Test
    void wholeArtifactComesInPieces() throws Exception {
        HttpResponse<byte[]> response = get("");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Length")).contains(Integer.toString(CONTENT.length));
        assertThat(response.body()).isEqualTo(CONTENT);
        assertThat(folder.resolve("artifacts/incoming")).isEmptyDirectory();
    }

    @Test
    void rangeIsCutOutOfIt() throws Exception {
        HttpResponse<byte[]> response = get("bytes=1000000-2500000");
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.headers().firstValue("Content-Range")).contains("bytes 1000000-2500000/" + CONTENT.length);
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(CONTENT, 1_000_000, 2_500_001));
        assertThat(get("bytes=-5").body()).isEqualTo(Arrays.copyOfRange(CONTENT, CONTENT.length - 5, CONTENT.length));
        assertThat(get("bytes=99999999-").statusCode()).isEqualTo(416);
    }

    @Test
    void clientsThatDoNotReadKeepNobodyWaiting() throws Exception {
        for (int i = 0; i < 40; i++) {
            neverRead();
        }
        assertThat(get("bytes=0-9").body()).isEqualTo(Arrays.copyOf(CONTENT, 10));
    }

    /** Asks for the artifact over a connection of its own and leaves the answer's body unread. */
    private static void neverRead() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .executor(Executors.newSingleThreadExecutor())
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.uri() + PLACE)).build();
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
    }

    private static HttpResponse<byte[]> get(String range) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.uri() + PLACE));
        if (!range.isEmpty()) {
            request.header("Range", range);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }
}
