package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.artifacts.ArtifactStore;
import dev.regatta.coordinator.artifacts.ArtifactStore.Artifact;
import dev.regatta.coordinator.tracking.model.ArtifactPath;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Sends an artifact as it is kept, whole or the one range that is asked for. */
final class ArtifactDownload {

    /** What is read at once where there is no file; one download never holds more. */
    private static final int PIECE_BYTES = 1 << 20;

    private final WorkerExecutor workers;
    private final ArtifactStore artifacts;

    ArtifactDownload(WorkerExecutor workers, ArtifactStore artifacts) {
        this.workers = workers;
        this.artifacts = artifacts;
    }

    /** Answers 404 if there is no such artifact, and 416 if the range lies outside of it. */
    void send(RoutingContext context, ArtifactPath path) {
        workers.executeBlocking(() -> artifacts.find(path), false)
                .compose(found -> send(context, found))
                .onFailure(failure -> failed(context, failure));
    }

    private Future<Void> send(RoutingContext context, Artifact found) {
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                .putHeader("Content-Disposition", "attachment")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Accept-Ranges", "bytes");
        ByteRange range = ByteRange.parse(context.request().getHeader("Range"), found.size());
        return switch (range.kind()) {
            case WHOLE -> send(response, found, 0, found.size());
            case PART -> {
                response.setStatusCode(206)
                        .putHeader("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + found.size());
                yield send(response, found, range.first(), range.last() - range.first() + 1);
            }
            case OUTSIDE ->
                response.setStatusCode(416)
                        .putHeader("Content-Range", "bytes */" + found.size())
                        .end();
        };
    }

    private Future<Void> send(HttpServerResponse response, Artifact found, long first, long length) {
        if (found.file().isPresent()) {
            return response.sendFile(found.file().get().toString(), first, length);
        }
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
        return pieces(response, found, first, length);
    }

    /** The next piece is read when the client has taken the last: a slow client holds no thread and no connection. */
    private Future<Void> pieces(HttpServerResponse response, Artifact found, long first, long left) {
        if (left == 0) {
            return response.end();
        }
        int length = (int) Math.min(PIECE_BYTES, left);
        return workers.executeBlocking(() -> found.read(first, length), false)
                .compose(piece -> response.write(Buffer.buffer(piece)))
                .compose(written -> pieces(response, found, first + length, left - length));
    }

    /** Once a part is sent nothing but the broken connection can tell the client. */
    private static void failed(RoutingContext context, Throwable failure) {
        if (context.response().headWritten()) {
            context.request().connection().close();
        } else {
            context.response().headers().remove(HttpHeaders.CONTENT_LENGTH);
            context.fail(failure);
        }
    }
}
