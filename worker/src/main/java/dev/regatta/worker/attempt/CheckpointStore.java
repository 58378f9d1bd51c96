package dev.regatta.worker.attempt;

import dev.regatta.protocol.CheckpointRef;

/** Where checkpoints outlive their workers. Implementations are thread-safe. */
public interface CheckpointStore {

    /** Stores the content whole, or throws; a name that is stored already is overwritten. */
    CheckpointRef save(CheckpointName name, byte[] content);

    /** @throws IncompatibleCheckpointException if it is missing or not what was stored; the message says which */
    byte[] load(CheckpointRef checkpoint);
}
