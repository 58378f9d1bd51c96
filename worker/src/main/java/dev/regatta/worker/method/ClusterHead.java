package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.model.Prototypes;
import dev.regatta.worker.model.Weights;
import java.util.Map;
import java.util.Random;

/** One head: its prototypes, and the clusters they stand for. */
final class ClusterHead {
    private final String name;
    private final Prototypes prototypes;
    private Assignments assignments;

    /** @param number from 1 on; the first head's tensors have no number in their names */
    ClusterHead(Weights weights, String prefix, int number, int clusters, ClusterSettings settings, int samples) {
        String suffix = number == 1 ? "" : Integer.toString(number);
        this.name = prefix + "assignments" + suffix;
        this.prototypes = new Prototypes(
                weights, prefix + "prototypes" + suffix, clusters, settings.embedding(), settings.temperature());
        this.assignments = Assignments.none(samples, clusters);
    }

    Prototypes prototypes() {
        return prototypes;
    }

    Assignments assignments() {
        return assignments;
    }

    /** Clusters the bank: new labels, and their centroids as prototypes. */
    void cluster(
            MemoryBank bank,
            PseudoLabels labels,
            PseudoLabels.Start start,
            int[] known,
            Random random,
            NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            KMeans.Clustering clustering = labels.of(bank.tensor(), unit(scope), start, known, random, scope);
            assignments = assignments.next(bank.indices(), clustering.clusters());
            prototypes.assign(clustering.centroids());
        }
    }

    /** The clusters that the bank's slots have now, [M]. */
    int[] clustersOf(MemoryBank bank) {
        return assignments.of(bank.indices());
    }

    /** The prototypes scaled to unit length, which training may have changed; [K, E]. */
    NDArray unit(NDManager scope) {
        return scope.create(prototypes.values(), prototypes.shape()).normalize(2, 1);
    }

    Map<String, HostTensor> state() {
        return assignments.state(name);
    }

    void restore(TensorFile file) {
        assignments = assignments.restored(file, name);
    }
}
