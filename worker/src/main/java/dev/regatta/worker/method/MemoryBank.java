package dev.regatta.worker.method;

/**
 * The embedding of every sample as it was when the sample was last trained on: one epoch stale when it is clustered.
 * Slots follow the order of the steps, so M = batches × batch size may be less than the number of samples.
 */
public final class MemoryBank {
    private final int[] indices;
    private final float[] embeddings;
    private final int dimension;

    MemoryBank(int slots, int dimension) {
        this.indices = new int[slots];
        this.embeddings = new float[Math.multiplyExact(slots, dimension)];
        this.dimension = dimension;
    }

    /** Overwrites the slots from {@code first} on with the samples' embeddings, row by row. */
    void write(int first, int[] samples, float[] rows) {
        System.arraycopy(samples, 0, indices, first, samples.length);
        System.arraycopy(rows, 0, embeddings, first * dimension, rows.length);
    }

    /** Number M of slots. */
    public int slots() {
        return indices.length;
    }

    /** Length E of an embedding. */
    public int dimension() {
        return dimension;
    }

    /** The sample in every slot, [M]. */
    public int[] indices() {
        return indices;
    }

    /** Unit embeddings, [M, E] row by row. */
    public float[] embeddings() {
        return embeddings;
    }
}
