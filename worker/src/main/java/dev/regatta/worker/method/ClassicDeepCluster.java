package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.Batch;
import dev.regatta.worker.data.Seeds;
import dev.regatta.worker.loss.CrossEntropy;
import dev.regatta.worker.model.Classifier;
import dev.regatta.worker.model.Encoder;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * DeepCluster: before each epoch all samples' features, from the network in evaluation mode, are whitened and clustered
 * by Euclidean k-means; a new classifier learns the clusters, each of which is seen as often as any other.
 *
 * @see <a href="https://arxiv.org/abs/1807.05520">Deep Clustering for Unsupervised Learning of Visual Features</a>
 */
final class ClassicDeepCluster implements PretrainingMethod {
    private final Encoder encoder;
    private final Classifier classifier;
    private final KMeans kmeans;
    private final NDManager manager;
    private final NDArray features; // [N, D]
    private final int clusters;
    private final int components;
    private final int visited;
    private final long seed;
    private Assignments assignments;

    ClassicDeepCluster(MethodParts parts) {
        Values values = parts.values();
        this.encoder = parts.encoder();
        this.clusters = values.whole("clusters");
        parts.checkClusters(clusters);
        this.components = values.whole("pca_dim");
        this.classifier = new Classifier(parts.weights(), "classifier", encoder.featureSize(), clusters);
        this.kmeans = new KMeans(
                KMeans.Geometry.EUCLIDEAN,
                values.whole("kmeans_iterations"),
                EmptyClusters.of(values.text("empty_clusters")));
        this.manager = parts.manager();
        this.features = manager.zeros(new Shape(parts.samples(), encoder.featureSize()));
        this.visited = parts.slots();
        this.seed = parts.seed();
        this.assignments = Assignments.none(parts.samples(), clusters);
    }

    @Override
    public Pass passBefore(int epoch) {
        return Pass.ALL;
    }

    @Override
    public void prepare(Batch batch, int cursor) {
        NDArray pooled = encoder.apply(batch.samples(), false).pooled();
        int first = batch.indices()[0];
        features.set(
                new NDIndex().addSliceDim(first, first + batch.indices().length),
                pooled.toType(DataType.FLOAT32, false));
    }

    @Override
    public void beginEpoch(int epoch) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray points = Whitening.apply(features, components, scope); // [N, P]
            Random random = Seeds.random(seed, "kmeans", epoch);
            KMeans.Clustering clustering =
                    kmeans.cluster(points, InitialCentroids.random(points, clusters, random, scope));
            int[] all = IntStream.range(0, clustering.clusters().length).toArray();
            assignments = assignments.next(all, clustering.clusters());
        }
        classifier.reset(Seeds.random(seed, "classifier", epoch));
    }

    @Override
    public Set<String> renewed() {
        return classifier.names();
    }

    /** As many draws from every cluster that has samples, with replacement where it has too few, in random order. */
    @Override
    public Optional<int[]> samples(int epoch) {
        return Optional.of(
                UniformSampling.draw(assignments.current(), clusters, visited, Seeds.random(seed, "sampling", epoch)));
    }

    @Override
    public NDArray loss(Batch batch, int cursor) {
        NDArray pooled = encoder.apply(batch.samples(), true).pooled(); // [B, D]
        return CrossEntropy.mean(classifier.logits(pooled), assignments.of(batch.indices()));
    }

    @Override
    public Optional<NDArray> embed(NDArray pooled) {
        return Optional.empty();
    }

    @Override
    public Set<String> frozen(long step) {
        return Set.of();
    }

    @Override
    public Map<String, HostTensor> state() {
        return assignments.state();
    }

    @Override
    public void restore(TensorFile file) {
        assignments = assignments.restored(file);
    }

    @Override
    public Optional<Assignments> assignments() {
        return Optional.of(assignments);
    }

    @Override
    public Optional<MemoryBank> bank() {
        return Optional.empty();
    }

    @Override
    public Optional<HostTensor> prototypes() {
        return Optional.empty();
    }
}
