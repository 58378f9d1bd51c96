package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.tracking.model.TrackingException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;

/** Streams a request's body into a file, no faster than the disk takes it. The request must be paused. */
final class Upload {

    /** 8 GiB: several times the largest model that a run here leaves. */
    private static final long MOST_BYTES = 8L << 30;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final Promise<Void> received = Promise.promise();
    private long bytes;

    Upload(Vertx vertx, HttpServerRequest request) {
        this.vertx = vertx;
        this.request = request;
    }

    /** Done when the whole body is in the file and the file is closed. */
    Future<Void> into(Path path) {
        return vertx.fileSystem()
                .open(path.toString(), new OpenOptions().setRead(false).setTruncateExisting(true))
                .compose(this::stream);
    }

    private Future<Void> stream(AsyncFile file) {
        file.exceptionHandler(received::tryFail);
        request.exceptionHandler(received::tryFail);
        request.handler(buffer -> write(file, buffer));
        request.endHandler(end -> received.tryComplete());
        request.resume();
        return received.future()
                .onFailure(failure -> request.handler(null).resume())
                .eventually(file::close);
    }

    private void write(AsyncFile file, Buffer buffer) {
        bytes += buffer.length();
        if (bytes > MOST_BYTES) {
            received.tryFail(TrackingException.invalid("the artifact has more than " + MOST_BYTES + " bytes"));
            return;
        }
        file.write(buffer);
        if (file.writeQueueFull()) {
            request.pause();
            file.drainHandler(drained -> request.resume());
        }
    }
}
