package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.tracking.model.ArtifactPath;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends a file as it lies on the disk, whole or the one range that is asked for. */
final class ArtifactDownload {

    private final WorkerExecutor workers;
    private final ArtifactFolder folder;

    ArtifactDownload(WorkerExecutor workers, ArtifactFolder folder) {
        this.workers = workers;
        this.folder = folder;
    }

    private record Sized(Path file, long size) {}

    /** Answers 404 if there is no such file, and 416 if the range lies outside of it. */
    void send(RoutingContext context, ArtifactPath path) {
        workers.executeBlocking(() -> sized(path), false)
                .compose(found -> send(context, found))
                .onFailure(context::fail);
    }

    private Sized sized(ArtifactPath path) throws java.io.IOException {
        Path file = folder.file(path);
        return new Sized(file, Files.size(file));
    }

    private static Future<Void> send(RoutingContext context, Sized found) {
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                .putHeader("Content-Disposition", "attachment")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Accept-Ranges", "bytes");
        ByteRange range = ByteRange.parse(context.request().getHeader("Range"), found.size);
        return switch (range.kind()) {
            case WHOLE -> response.sendFile(found.file.toString());
            case PART ->
                response.setStatusCode(206)
                        .putHeader("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + found.size)
                        .sendFile(found.file.toString(), range.first(), range.last() - range.first() + 1);
            case OUTSIDE ->
                response.setStatusCode(416)
                        .putHeader("Content-Range", "bytes */" + found.size)
                        .end();
        };
    }
}
