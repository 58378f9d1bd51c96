package dev.regatta.coordinator.store;

import org.jdbi.v3.core.Handle;

/**
 * What works of one transaction leave to be written together at its end, and what is remembered from one transaction to
 * the next. Used by the writing thread alone.
 */
public interface DeferredWrites {

    /** Writes what was left; called before the commit. */
    void flush(Handle handle);

    /** Forgets all: what was left is not to be written, and what was remembered may have been undone. */
    void discard();
}
