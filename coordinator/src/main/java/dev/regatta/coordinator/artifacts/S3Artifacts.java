package dev.regatta.coordinator.artifacts;

import dev.regatta.coordinator.s3.S3Bucket;
import dev.regatta.coordinator.tracking.model.ArtifactPath;
import dev.regatta.coordinator.tracking.model.TrackingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Artifacts as objects of a bucket, by their paths. An upload is received into a local file first, so that only a whole one
 * is sent on, and may be sent again.
 */
public final class S3Artifacts implements ArtifactStore {

    private final S3Bucket bucket;
    private final Path incoming;

    /** @param incoming a folder of this machine that holds the uploads that are not whole yet */
    public S3Artifacts(S3Bucket bucket, Path incoming) {
        this.bucket = bucket;
        this.incoming = incoming.toAbsolutePath();
    }

    @Override
    public Path newUpload() throws IOException {
        return Files.createTempFile(Files.createDirectories(incoming), "upload", null);
    }

    @Override
    public void accept(Path upload, ArtifactPath path) throws IOException {
        if (path.names().isEmpty() || !bucket.list(folder(path)).isEmpty()) {
            throw TrackingException.invalid("Invalid path '" + path + "': it is a folder");
        }
        for (int depth = 1; depth < path.names().size(); depth++) {
            ArtifactPath above = new ArtifactPath(path.names().subList(0, depth));
            if (bucket.find(above.toString()).isPresent()) {
                throw TrackingException.invalid("Invalid path '" + path + "': a part of it is a file");
            }
        }
        bucket.put(path.toString(), upload);
        Files.delete(upload);
    }

    @Override
    public Artifact find(ArtifactPath path) {
        S3Bucket.Found found = found(path);
        return new Artifact() {
            @Override
            public long size() {
                return found.size();
            }

            @Override
            public Optional<Path> file() {
                return Optional.empty();
            }

            @Override
            public byte[] read(long first, int length) {
                return bucket.read(path.toString(), found, first, length);
            }
        };
    }

    private S3Bucket.Found found(ArtifactPath path) {
        Optional<S3Bucket.Found> found = path.names().isEmpty() ? Optional.empty() : bucket.find(path.toString());
        return found.orElseThrow(() -> TrackingException.missing("No artifact '" + path + "'"));
    }

    @Override
    public void delete(ArtifactPath path) {
        found(path);
        bucket.delete(path.toString());
    }

    @Override
    public void deleteFolder(ArtifactPath path) {
        bucket.deleteAll(folder(path));
    }

    @Override
    public List<Entry> list(ArtifactPath path) {
        return bucket.list(folder(path)).stream()
                .map(entry -> new Entry(entry.name(), entry.folder(), entry.size()))
                .toList();
    }

    private static String folder(ArtifactPath path) {
        return path.names().isEmpty() ? "" : path + "/";
    }
}
