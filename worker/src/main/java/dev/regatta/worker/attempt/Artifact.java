package dev.regatta.worker.attempt;

import java.util.Arrays;

/**
 * A file that belongs to a trial's result, such as a plot.
 *
 * @param path relative to the run's artifacts, parts separated by slashes, e.g. {@code plots/confusion.svg}
 * @param content owned by this artifact, not to be changed
 */
public record Artifact(String path, byte[] content) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Artifact that && path.equals(that.path) && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * path.hashCode() + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return path + " (" + content.length + " bytes)";
    }
}
