package dev.regatta.worker.data;

import ai.djl.ndarray.types.Shape;

/** Samples without labels: all that a method may see. Immutable, safe for many threads. */
public interface Dataset {

    int size();

    /** Shape of one sample, channels first, e.g. (3, 16, 16). */
    Shape sampleShape();

    /** Writes sample {@code index}, row-major, values in [0, 1], into {@code target} from {@code offset} on. */
    void read(int index, float[] target, int offset);

    /** A checksum of all samples: equal for equal data, wherever it was loaded. */
    long checksum();
}
