package dev.regatta.protocol.api;

import java.util.Optional;

/**
 * What a replay of a study's journal found.
 *
 * @param entries of the journal that were read
 * @param decisions that were derived again
 * @param difference the first decision that is not what was derived; empty: all are
 */
public record ReplayView(long entries, long decisions, Optional<Difference> difference) {

    /**
     * Where journal and derivation part.
     *
     * @param position of the journal entry
     * @param expected what was derived
     * @param actual what the journal has
     */
    public record Difference(long position, String expected, String actual) {}
}
