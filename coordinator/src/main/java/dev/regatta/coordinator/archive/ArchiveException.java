package dev.regatta.coordinator.archive;

/** A file that is no study's archive, or a damaged or newer one; the message begins with the place. */
public final class ArchiveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArchiveException(int line, String reason) {
        super("line " + line + ": " + reason);
    }
}
