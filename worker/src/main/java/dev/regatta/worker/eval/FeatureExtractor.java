package dev.regatta.worker.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.regatta.worker.data.BatchReader;
import dev.regatta.worker.data.Labels;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Runs a frozen network over whole data sets. */
public final class FeatureExtractor {
    private static final int BATCH_SIZE = 250;

    private final FrozenNetwork network;
    private final NDManager manager;
    private final BooleanSupplier stop;

    /** @param stop asked before each batch; true abandons the work */
    public FeatureExtractor(FrozenNetwork network, NDManager manager, BooleanSupplier stop) {
        this.network = network;
        this.manager = manager;
        this.stop = stop;
    }

    /** Pooled features of all samples; empty if it was stopped. */
    public Optional<LabelledFeatures> features(BatchReader reader, Labels labels) {
        float[] values = new float[0];
        for (int start = 0; start < reader.size(); start += BATCH_SIZE) {
            if (stop.getAsBoolean()) {
                return Optional.empty();
            }
            int[] indices = IntStream.range(start, Math.min(reader.size(), start + BATCH_SIZE))
                    .toArray();
            try (NDManager scope = manager.newSubManager()) {
                NDArray rows =
                        network.apply(reader.read(indices, scope).samples()).pooled(); // [B, D]
                int dimension = Math.toIntExact(rows.getShape().get(1));
                if (start == 0) {
                    values = new float[Math.multiplyExact(reader.size(), dimension)];
                }
                System.arraycopy(rows.toFloatArray(), 0, values, start * dimension, indices.length * dimension);
            }
        }
        int[] classes = IntStream.range(0, labels.size()).map(labels::of).toArray();
        return Optional.of(new LabelledFeatures(values, classes, labels.classes()));
    }
}
