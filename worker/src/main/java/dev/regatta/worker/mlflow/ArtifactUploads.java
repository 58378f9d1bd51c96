package dev.regatta.worker.mlflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.mlflow.tracking.MlflowHttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores artifacts through the tracking server's proxy. MLflow's Java client would start Python for it. Thread-safe.
 */
final class ArtifactUploads {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactUploads.class);
    private static final String SCHEME = "mlflow-artifacts";
    private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts/";

    private final HttpClient http;
    private final Optional<String> token;
    /** Bytes a second. */
    private static final int SLOWEST = 1 << 15;

    private final Duration timeout;
    /** Artifact locations that were warned of, each once. */
    private final Set<String> beyondReach = ConcurrentHashMap.newKeySet();

    /** @param timeout for an answer's first byte */
    ArtifactUploads(Optional<String> token, Duration timeout) {
        this.token = token;
        this.timeout = timeout;
        http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /**
     * Stores a file below the run's artifacts; another of the same path is replaced. Artifacts that the server does not
     * proxy (a bucket or a folder of its own) are beyond a worker's reach: that is said in the log, and nothing else
     * happens.
     *
     * @param server the tracking server's address
     * @param root the run's artifact location
     * @throws MlflowHttpException if the server answers with an error
     * @throws UncheckedIOException if it cannot be reached
     */
    void put(URI server, String root, String path, byte[] content) {
        URI location = URI.create(root);
        if (!SCHEME.equals(location.getScheme())) {
            if (beyondReach.add(root)) {
                LOG.warn(
                        "artifact {} and others of its run are not stored: the run's are at {}, must be at {}:",
                        path,
                        root,
                        SCHEME);
            }
            return;
        }
        try {
            HttpResponse<String> answer =
                    http.send(request(server, location, path, content), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new MlflowHttpException(answer.statusCode(), path, answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while storing " + path, e);
        }
    }

    private HttpRequest request(URI server, URI location, String path, byte[] content) {
        String folder = location.getPath().replaceAll("^/+|/+$", "");
        String base = server.toString().replaceAll("/+$", "");
        URI target = URI.create(base + PROXY + encoded(folder + "/" + path));
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(patience(timeout, content.length))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content));
        token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        return request.build();
    }

    /** How long an upload may take: slower than {@link #SLOWEST} is taken for a connection that is lost. */
    static Duration patience(Duration call, int bytes) {
        return call.plusSeconds(bytes / SLOWEST);
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
