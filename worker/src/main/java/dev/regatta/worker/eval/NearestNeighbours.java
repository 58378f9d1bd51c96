package dev.regatta.worker.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Classifies samples by the k references of largest cosine, whose votes weigh exp(cos / 0.1).
 *
 * @see <a href="https://arxiv.org/abs/1805.01978">Wu et al., instance discrimination, section 3.4</a>
 */
public final class NearestNeighbours {
    private static final double TEMPERATURE = 0.1;
    /** Cosines [queries, references] that are in memory at a time. */
    private static final int MOST_COSINES = 1 << 22;

    private final int k;
    private final BooleanSupplier stop;

    /**
     * @param k number of neighbours that vote, ≥ 1; all references if there are fewer
     * @param stop asked now and then; true abandons the work
     */
    public NearestNeighbours(int k, BooleanSupplier stop) {
        this.k = k;
        this.stop = stop;
    }

    /** Share of right answers among the queries; 0 without queries or references; empty if it was stopped. */
    public Optional<Double> accuracy(LabelledFeatures references, LabelledFeatures queries, NDManager parent) {
        if (queries.size() == 0 || references.size() == 0) {
            return Optional.of(0.0);
        }
        int right = 0;
        int chunk = Math.max(1, MOST_COSINES / references.size());
        try (NDManager manager = parent.newSubManager()) {
            NDArray unitReferences = references.tensor(manager).normalize(2, 1).transpose(); // [D, R]
            NDArray unitQueries = queries.tensor(manager).normalize(2, 1); // [Q, D]
            for (int from = 0; from < queries.size(); from += chunk) {
                if (stop.getAsBoolean()) {
                    return Optional.empty();
                }
                int to = Math.min(queries.size(), from + chunk);
                try (NDManager scope = manager.newSubManager()) {
                    NDArray asked = unitQueries.get(scope, new NDIndex().addSliceDim(from, to));
                    right += right(asked.matMul(unitReferences), references, queries, from);
                }
            }
        }
        return Optional.of(right / (double) queries.size());
    }

    /** Right answers among the queries from {@code first} on, by their cosines to all references. */
    private int right(NDArray cosines, LabelledFeatures references, LabelledFeatures queries, int first) {
        int voters = Math.min(k, references.size());
        NDList nearest = cosines.topK(voters, 1);
        float[] weights = nearest.get(0).toFloatArray();
        long[] places = nearest.get(1).toLongArray();
        int right = 0;
        for (int start = 0, query = first; start < weights.length; start += voters, query++) {
            double[] votes = new double[references.classes()];
            for (int n = start; n < start + voters; n++) {
                votes[references.label((int) places[n])] += Math.exp(weights[n] / TEMPERATURE);
            }
            right += winner(votes) == queries.label(query) ? 1 : 0;
        }
        return right;
    }

    private static int winner(double[] votes) {
        int best = 0;
        for (int c = 1; c < votes.length; c++) {
            best = votes[c] > votes[best] ? c : best;
        }
        return best;
    }
}
