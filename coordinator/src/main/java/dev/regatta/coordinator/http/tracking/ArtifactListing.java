package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.artifacts.ArtifactStore;
import dev.regatta.coordinator.tracking.RunService;
import dev.regatta.coordinator.tracking.model.ArtifactPath;
import dev.regatta.coordinator.tracking.model.TrackingException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The endpoint {@code artifacts/list}: what lies in a run's artifacts, or in a folder below it. */
final class ArtifactListing {

    private static final String SCHEME = "mlflow-artifacts:/";

    private final RunService runs;
    private final ArtifactStore artifacts;

    ArtifactListing(RunService runs, ArtifactStore artifacts) {
        this.runs = runs;
        this.artifacts = artifacts;
    }

    void mount(JsonRoutes routes) {
        routes.get("artifacts/list", this::list);
    }

    private JsonObject list(RequestFields request) {
        String uri = runs.info(RequestReader.runId(request)).artifactUri();
        ArtifactPath root = root(uri);
        ArtifactPath below = ArtifactPath.decoded(request.textOrEmpty("path"));
        return files(artifacts, root.resolve(below), below).put("root_uri", uri);
    }

    /** @throws TrackingException if the artifacts at that URI lie elsewhere */
    static ArtifactPath root(String uri) {
        if (!uri.startsWith(SCHEME)) {
            throw TrackingException.invalid("the run's artifacts lie at " + uri + ", which is not served here");
        }
        return ArtifactPath.decoded(uri.substring(SCHEME.length()));
    }

    /** @param shown the folder's path as the files' paths begin with it */
    static JsonObject files(ArtifactStore artifacts, ArtifactPath place, ArtifactPath shown) {
        JsonArray files = new JsonArray();
        try {
            for (ArtifactStore.Entry entry : artifacts.list(place)) {
                files.add(file(entry, shown));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new JsonObject().put("files", files);
    }

    private static JsonObject file(ArtifactStore.Entry entry, ArtifactPath shown) {
        String prefix = shown.names().isEmpty() ? "" : shown + "/";
        JsonObject file = new JsonObject().put("path", prefix + entry.name()).put("is_dir", entry.folder());
        return entry.folder() ? file : file.put("file_size", entry.size());
    }
}
