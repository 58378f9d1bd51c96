package dev.regatta.worker.data;

import ai.djl.ndarray.types.Shape;

/** Samples without labels: all that a method may see. Immutable, safe for many threads. */
public interface Dataset {

    int size();

    /** Shape of one sample, channels first: pictures (C, H, W), series (C, L), rows (F). */
    Shape sampleShape();

    /**
     * Writes sample {@code index}, row-major, into {@code target} from {@code offset} on; colours are in [0, 1].
     *
     * @throws DataException if the sample cannot be used, which a source that reads late may only find here
     */
    void read(int index, float[] target, int offset);

    /** A checksum of all samples: equal for equal data, wherever it was loaded. */
    long checksum();
}
