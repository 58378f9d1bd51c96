package dev.regatta.protocol.codec;

import dev.regatta.protocol.Versioned;

/** A message of a newer version than this reader's: it is another's to read, and must not be skipped; see {@link Versioned}. */
public final class NewerVersionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * The message and what to do.
     *
     * @param what it is and where it lies
     */
    public NewerVersionException(String what, int version, int reads) {
        super(what + " is of version " + version + ", must be ≤ " + reads
                + " for this program to read it: a newer one wrote it, and a newer one is needed here");
    }

    /** @throws NewerVersionException if the version is above what is read */
    public static void check(String what, int version, int reads) {
        if (version > reads) {
            throw new NewerVersionException(what, version, reads);
        }
    }
}
