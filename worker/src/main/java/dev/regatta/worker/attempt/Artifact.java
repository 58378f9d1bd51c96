package dev.regatta.worker.attempt;

/**
 * A file that belongs to a trial's result, such as a plot.
 *
 * @param path relative to the run's artifacts, parts separated by slashes, e.g. {@code plots/confusion.svg}
 * @param content owned by this artifact, not to be changed
 */
public record Artifact(String path, byte[] content) {

    @Override
    public String toString() {
        return path + " (" + content.length + " bytes)";
    }
}
