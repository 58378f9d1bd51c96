package dev.regatta.coordinator.artifacts;

import dev.regatta.coordinator.s3.S3Bucket;
import dev.regatta.coordinator.s3.S3Location;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where artifacts are kept.
 *
 * @param folder holds the artifacts, or only the uploads that are not whole yet where there is a bucket
 * @param bucket holds the artifacts, if it is given
 */
public record ArtifactConfig(Path folder, Optional<S3Location> bucket) {

    public static ArtifactConfig folder(Path folder) {
        return new ArtifactConfig(folder, Optional.empty());
    }

    /**
     * Opens the store. Nothing is asked of a network unless a bucket is given.
     *
     * @throws java.io.UncheckedIOException if the bucket cannot be reached
     */
    public ArtifactStore open() {
        if (bucket.isEmpty()) {
            return new ArtifactFolder(folder);
        }
        S3Bucket opened = new S3Bucket(bucket.get());
        opened.requireReachable();
        return new S3Artifacts(opened, folder.resolve("incoming"));
    }

    @Override
    public String toString() {
        return bucket.map(S3Location::toString).orElseGet(folder::toString);
    }
}
