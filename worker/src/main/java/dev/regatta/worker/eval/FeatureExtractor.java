package dev.regatta.worker.eval;

import ai.djl.ndarray.NDManager;
import dev.regatta.worker.data.BatchReader;
import dev.regatta.worker.data.Labels;
import dev.regatta.worker.model.ResNet18;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Runs the frozen encoder, in evaluation mode, over whole data sets. */
public final class FeatureExtractor {
    private static final int BATCH_SIZE = 250;

    private final ResNet18 encoder;
    private final NDManager manager;
    private final BooleanSupplier stop;

    /** @param stop asked before each batch; true abandons the work */
    public FeatureExtractor(ResNet18 encoder, NDManager manager, BooleanSupplier stop) {
        this.encoder = encoder;
        this.manager = manager;
        this.stop = stop;
    }

    /** Pooled features of all samples; empty if it was stopped. */
    public Optional<LabelledFeatures> features(BatchReader reader, Labels labels) {
        int dimension = encoder.featureSize();
        float[] values = new float[Math.multiplyExact(reader.size(), dimension)];
        for (int start = 0; start < reader.size(); start += BATCH_SIZE) {
            if (stop.getAsBoolean()) {
                return Optional.empty();
            }
            int[] indices = IntStream.range(start, Math.min(reader.size(), start + BATCH_SIZE))
                    .toArray();
            try (NDManager scope = manager.newSubManager()) {
                float[] rows = encoder.apply(reader.read(indices, scope).samples(), false)
                        .pooled()
                        .toFloatArray();
                System.arraycopy(rows, 0, values, start * dimension, rows.length);
            }
        }
        int[] classes = IntStream.range(0, labels.size()).map(labels::of).toArray();
        return Optional.of(new LabelledFeatures(values, classes, labels.classes()));
    }
}
