package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.Batch;
import dev.regatta.worker.data.Seeds;
import dev.regatta.worker.loss.CrossEntropy;
import dev.regatta.worker.model.Encoder;
import dev.regatta.worker.model.Projector;
import dev.regatta.worker.model.Prototypes;
import dev.regatta.worker.model.Weights;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * DeepCluster-v2: at each epoch's start the remembered embeddings are clustered, the centroids become the prototypes,
 * and the network learns to predict every sample's cluster. With {@link SelfDistillation}, its shallow branches do too.
 *
 * @see <a href="https://arxiv.org/abs/2006.09882">SwAV, appendix, for DeepCluster-v2</a>
 */
final class DeepCluster implements PretrainingMethod {
    private final ClusterSettings settings;
    private final int batchSize;
    private final long seed;
    private final NDManager manager;
    private final Encoder encoder;
    private final Projector projector;
    private final Prototypes prototypes;
    private final Optional<SelfDistillation> distillation;
    private final KMeans kmeans;
    private final MemoryBank bank;
    private Assignments assignments;

    /** @param distilled whether the branches are trained too */
    DeepCluster(MethodParts parts, boolean distilled) {
        this.settings = ClusterSettings.of(parts.values());
        this.batchSize = parts.values().whole("batch_size");
        this.seed = parts.seed();
        this.manager = parts.manager();
        this.encoder = parts.encoder();
        Weights weights = parts.weights();
        this.projector = new Projector(
                weights, "projector", encoder.featureSize(), settings.projectorHidden(), settings.embedding());
        this.prototypes = new Prototypes(
                weights, "prototypes", settings.clusters(), settings.embedding(), settings.temperature());
        this.distillation =
                distilled ? Optional.of(new SelfDistillation(weights, encoder, settings)) : Optional.empty();
        this.kmeans = new KMeans(KMeans.Geometry.SPHERICAL, settings.kmeansIterations(), settings.emptyClusters());
        this.bank = MemoryBank.bySlots(manager, parts.slots(), settings.embedding());
        this.assignments = Assignments.none(parts.samples());
    }

    @Override
    public void prepare(Batch batch, int cursor) {
        NDArray pooled = encoder.apply(batch.samples(), true).pooled();
        remember(batch, cursor, projector.apply(pooled, true));
    }

    @Override
    public void beginEpoch(int epoch) {
        try (NDManager scope = manager.newSubManager()) {
            KMeans.Clustering clustering = kmeans.cluster(bank.tensor(), initial(epoch, scope));
            assignments = assignments.next(bank.indices(), clustering.clusters());
            prototypes.assign(clustering.centroids());
            distillation.ifPresent(branches -> branches.assign(clustering.centroids()));
        }
    }

    @Override
    public NDArray loss(Batch batch, int cursor) {
        Encoder.Features features = encoder.apply(batch.samples(), true);
        NDArray embeddings = projector.apply(features.pooled(), true); // [B, E]
        remember(batch, cursor, embeddings.stopGradient());
        NDArray logits = prototypes.logits(embeddings); // [B, K]
        int[] targets = assignments.of(batch.indices());
        NDArray loss = CrossEntropy.mean(logits, targets);
        return distillation
                .map(branches -> loss.add(branches.loss(features, logits, targets)))
                .orElse(loss);
    }

    @Override
    public Set<String> frozen(long step) {
        if (step >= settings.freezeSteps()) {
            return Set.of();
        }
        Set<String> names = new HashSet<>(Set.of(prototypes.name()));
        distillation.ifPresent(branches -> names.addAll(branches.prototypeNames()));
        return names;
    }

    @Override
    public Map<String, HostTensor> state() {
        Map<String, HostTensor> state = new LinkedHashMap<>(bank.state());
        state.putAll(assignments.state());
        return state;
    }

    @Override
    public void restore(TensorFile file) {
        bank.restore(file);
        assignments = Assignments.restored(file);
    }

    @Override
    public Optional<NDArray> embed(NDArray pooled) {
        return Optional.of(projector.apply(pooled, false));
    }

    @Override
    public Optional<Assignments> assignments() {
        return Optional.of(assignments);
    }

    @Override
    public Optional<MemoryBank> bank() {
        return Optional.of(bank);
    }

    @Override
    public Optional<HostTensor> prototypes() {
        return Optional.of(HostTensor.of(prototypes.values(), settings.clusters(), settings.embedding()));
    }

    private void remember(Batch batch, int cursor, NDArray embeddings) {
        bank.write(cursor * batchSize, batch.indices(), embeddings);
    }

    private NDArray initial(int epoch, NDManager scope) {
        Random random = Seeds.random(seed, "kmeans", epoch);
        return switch (settings.kmeansInit()) {
            case "previous" ->
                epoch > 0
                        ? unitPrototypes(scope)
                        : InitialCentroids.random(bank.tensor(), settings.clusters(), random, scope);
            case "k-means++" -> InitialCentroids.farApart(bank.tensor(), settings.clusters(), random, scope);
            default -> InitialCentroids.random(bank.tensor(), settings.clusters(), random, scope);
        };
    }

    /** The previous centroids; training may have changed their length. */
    private NDArray unitPrototypes(NDManager scope) {
        return scope.create(prototypes.values(), new Shape(settings.clusters(), settings.embedding()))
                .normalize(2, 1);
    }
}
