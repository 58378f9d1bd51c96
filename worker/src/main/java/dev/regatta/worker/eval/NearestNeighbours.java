package dev.regatta.worker.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.data.Labels;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A cheap sign of what an encoder has learned, for the live display: held-out samples are classified by their k nearest
 * neighbours, votes weighted by exp(cos / 0.1), among the embeddings that training left in the memory bank. No sample
 * runs through the network for it.
 */
public final class NearestNeighbours {
    private static final int K = 20;
    private static final double TEMPERATURE = 0.1;
    /** Most queries and most references that are looked at. */
    private static final int MOST_QUERIES = 500;

    private static final int MOST_REFERENCES = 5000;

    private NearestNeighbours() {}

    /**
     * Share of right answers.
     *
     * @param samples the sample in each slot of the bank, [M]
     * @param embeddings unit rows, [M, E] row by row
     * @param held samples that are asked for; all others answer
     */
    public static double accuracy(int[] samples, float[] embeddings, Labels labels, int[] held, NDManager parent) {
        Set<Integer> queried = new HashSet<>();
        Arrays.stream(held).forEach(queried::add);
        int[] queries = slots(samples, queried, true, MOST_QUERIES);
        int[] references = slots(samples, queried, false, MOST_REFERENCES);
        if (queries.length == 0 || references.length == 0) {
            return 0;
        }
        int dimension = embeddings.length / samples.length;
        int k = Math.min(K, references.length);
        try (NDManager scope = parent.newSubManager()) {
            NDArray similarity = rows(embeddings, queries, dimension, scope)
                    .matMul(rows(embeddings, references, dimension, scope).transpose());
            NDList nearest = similarity.topK(k, 1);
            float[] cosines = nearest.get(0).toFloatArray();
            long[] places = nearest.get(1).toLongArray();
            int right = 0;
            for (int q = 0; q < queries.length; q++) {
                double[] votes = new double[labels.classes()];
                for (int n = q * k; n < (q + 1) * k; n++) {
                    int neighbour = samples[references[(int) places[n]]];
                    votes[labels.of(neighbour)] += Math.exp(cosines[n] / TEMPERATURE);
                }
                right += winner(votes) == labels.of(samples[queries[q]]) ? 1 : 0;
            }
            return right / (double) queries.length;
        }
    }

    private static int[] slots(int[] samples, Set<Integer> queried, boolean wanted, int most) {
        return IntStream.range(0, samples.length)
                .filter(slot -> queried.contains(samples[slot]) == wanted)
                .limit(most)
                .toArray();
    }

    private static NDArray rows(float[] embeddings, int[] slots, int dimension, NDManager scope) {
        float[] rows = new float[slots.length * dimension];
        for (int i = 0; i < slots.length; i++) {
            System.arraycopy(embeddings, slots[i] * dimension, rows, i * dimension, dimension);
        }
        return scope.create(rows, new Shape(slots.length, dimension));
    }

    private static int winner(double[] votes) {
        int best = 0;
        for (int c = 1; c < votes.length; c++) {
            best = votes[c] > votes[best] ? c : best;
        }
        return best;
    }
}
