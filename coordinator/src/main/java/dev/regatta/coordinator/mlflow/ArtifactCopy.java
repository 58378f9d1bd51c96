package dev.regatta.coordinator.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.coordinator.mlflow.Count.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Copies a run's artifacts, a file at a time. They are read through the source's proxy, or by {@code /get-artifact} where
 * it keeps them elsewhere, and written through the target's proxy.
 */
final class ArtifactCopy {
    private static final String SCHEME = "mlflow-artifacts";
    private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts/";

    private final MlflowServer source;
    private final MlflowServer target;
    private final Count count;

    ArtifactCopy(MlflowServer source, MlflowServer target, Count count) {
        this.source = source;
        this.target = target;
        this.count = count;
    }

    /** @throws MlflowException if there are artifacts and the target has no proxy for them */
    void copy(JsonNode run, JsonNode copy) {
        folder(run, copy, Optional.empty());
    }

    private void folder(JsonNode run, JsonNode copy, Optional<String> path) {
        String query = "run_id=" + RunCopy.id(run)
                + path.map(folder -> "&path=" + RunCopy.encoded(folder)).orElse("");
        for (JsonNode file : source.get("artifacts/list", query).path("files")) {
            String inside = file.path("path").asText();
            if (file.path("is_dir").asBoolean()) {
                folder(run, copy, Optional.of(inside));
            } else {
                file(run, copy, inside);
            }
        }
    }

    private void file(JsonNode run, JsonNode copy, String path) {
        String to = proxied(copy, path)
                .orElseThrow(() -> new MlflowException(target.address() + " keeps artifacts at " + uri(copy)
                        + ", must be at " + SCHEME + ": for artifacts to be copied there"));
        String from = proxied(run, path)
                .orElseGet(() -> "/get-artifact?path=" + RunCopy.encoded(path) + "&run_uuid=" + RunCopy.id(run));
        try {
            Path kept = Files.createTempFile("regatta-artifact", ".part");
            try {
                source.download(from, kept);
                target.upload(to, kept);
                count.copied(Kind.ARTIFACTS, 1);
            } finally {
                Files.deleteIfExists(kept);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String uri(JsonNode run) {
        return run.path("info").path("artifact_uri").asText();
    }

    private static Optional<String> proxied(JsonNode run, String path) {
        URI root = URI.create(uri(run));
        if (!SCHEME.equals(root.getScheme())) {
            return Optional.empty();
        }
        String whole = root.getPath().replaceAll("^/+|/+$", "") + "/" + path;
        return Optional.of(
                PROXY + Arrays.stream(whole.split("/")).map(RunCopy::encoded).collect(Collectors.joining("/")));
    }
}
