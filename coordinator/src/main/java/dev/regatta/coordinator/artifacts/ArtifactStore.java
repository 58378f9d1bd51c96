package dev.regatta.coordinator.artifacts;

import dev.regatta.coordinator.tracking.model.ArtifactPath;
import dev.regatta.coordinator.tracking.model.TrackingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keeps artifacts by their paths. An artifact appears whole or not at all. Blocks; safe for use from many threads. */
public interface ArtifactStore {

    /** A file or a folder; {@code size} is in bytes, 0 for a folder. */
    record Entry(String name, boolean folder, long size) {}

    /** An artifact to be read. */
    interface Artifact {

        /** In bytes. */
        long size();

        /** The file that holds it, where there is one on this machine. */
        Optional<Path> file();

        /**
         * A piece of it.
         *
         * @param length ≥ 1; the piece lies within the artifact
         */
        byte[] read(long first, int length) throws IOException;
    }

    /** An empty file on this machine to write into before it is {@link #accept}ed. */
    Path newUpload() throws IOException;

    /** Makes a whole upload durable, and lets it take its place; the file is gone then. */
    void accept(Path upload, ArtifactPath path) throws IOException;

    /** @throws TrackingException if there is no such artifact */
    Artifact find(ArtifactPath path) throws IOException;

    /** @throws TrackingException if there is no such artifact */
    void delete(ArtifactPath path) throws IOException;

    /** Deletes a folder and all below it, if it is there. */
    void deleteFolder(ArtifactPath path) throws IOException;

    /** What lies in a folder, by name; nothing if there is no such folder. */
    List<Entry> list(ArtifactPath path) throws IOException;
}
