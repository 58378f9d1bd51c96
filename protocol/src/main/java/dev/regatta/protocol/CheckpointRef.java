package dev.regatta.protocol;

/**
 * Where a checkpoint's manifest is stored, and what it holds.
 *
 * @param key key of the manifest; the chunks' keys follow from it
 * @param epoch epochs completed
 * @param step optimizer steps completed, over all attempts
 * @param bytes size of the whole state
 * @param sha256 hash of the whole state, lower-case hex
 */
public record CheckpointRef(String key, int epoch, long step, long bytes, String sha256) {}
