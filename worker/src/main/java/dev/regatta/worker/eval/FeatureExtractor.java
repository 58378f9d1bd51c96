package dev.regatta.worker.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.regatta.protocol.metric.FeatureKind;
import dev.regatta.worker.data.BatchReader;
import dev.regatta.worker.data.Labels;
import java.util.EnumMap;
import java.util.Map;
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

    /** Features of all samples; empty if it was stopped. */
    public Optional<FrozenFeatures> features(BatchReader reader, Labels labels) {
        Map<FeatureKind, float[]> values = new EnumMap<>(FeatureKind.class);
        for (int start = 0; start < reader.size(); start += BATCH_SIZE) {
            if (stop.getAsBoolean()) {
                return Optional.empty();
            }
            int[] indices = IntStream.range(start, Math.min(reader.size(), start + BATCH_SIZE))
                    .toArray();
            try (NDManager scope = manager.newSubManager()) {
                FrozenNetwork.Output output =
                        network.apply(reader.read(indices, scope).samples());
                append(values, FeatureKind.POOLED, output.pooled(), start, reader.size());
                int first = start;
                output.embedding().ifPresent(rows -> append(values, FeatureKind.EMBEDDING, rows, first, reader.size()));
            }
        }
        return Optional.of(labelled(values, labels));
    }

    private static void append(
            Map<FeatureKind, float[]> values, FeatureKind kind, NDArray rows, int first, int samples) {
        int dimension = Math.toIntExact(rows.getShape().get(1));
        float[] all = values.computeIfAbsent(kind, absent -> new float[Math.multiplyExact(samples, dimension)]);
        float[] batch = rows.toFloatArray();
        System.arraycopy(batch, 0, all, first * dimension, batch.length);
    }

    private static FrozenFeatures labelled(Map<FeatureKind, float[]> values, Labels labels) {
        int[] classes = IntStream.range(0, labels.size()).map(labels::of).toArray();
        Map<FeatureKind, LabelledFeatures> kinds = new EnumMap<>(FeatureKind.class);
        values.forEach((kind, rows) -> kinds.put(kind, new LabelledFeatures(rows, classes, labels.classes())));
        return new FrozenFeatures(kinds);
    }
}
