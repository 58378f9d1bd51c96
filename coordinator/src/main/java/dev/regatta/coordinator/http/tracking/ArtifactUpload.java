package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.artifacts.ArtifactStore;
import dev.regatta.coordinator.tracking.model.ArtifactPath;
import dev.regatta.coordinator.tracking.model.TrackingException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Files;
import java.nio.file.Path;

/** Receives requests' bodies as artifacts; what came of a body that is not taken is deleted. */
final class ArtifactUpload {

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final ArtifactStore artifacts;

    ArtifactUpload(Vertx vertx, WorkerExecutor workers, ArtifactStore artifacts) {
        this.vertx = vertx;
        this.workers = workers;
        this.artifacts = artifacts;
    }

    /** Done when the artifact is in its place. The request must be paused. */
    Future<Void> receive(HttpServerRequest request, ArtifactPath path) {
        return receive(request, path, false);
    }

    /** As {@link #receive}, but refuses an empty body. */
    Future<Void> receiveSome(HttpServerRequest request, ArtifactPath path) {
        return receive(request, path, true);
    }

    private Future<Void> receive(HttpServerRequest request, ArtifactPath path, boolean some) {
        return workers.executeBlocking(artifacts::newUpload, false)
                .compose(upload -> new Upload(vertx, request)
                        .into(upload)
                        .compose(received -> workers.executeBlocking(() -> accept(upload, path, some), false))
                        .recover(failure -> workers.executeBlocking(() -> Files.deleteIfExists(upload), false)
                                .compose(deleted -> Future.failedFuture(failure))))
                .mapEmpty();
    }

    private Path accept(Path upload, ArtifactPath path, boolean some) throws java.io.IOException {
        if (some && Files.size(upload) == 0) {
            throw TrackingException.invalid("Request must specify data.");
        }
        artifacts.accept(upload, path);
        return upload;
    }
}
