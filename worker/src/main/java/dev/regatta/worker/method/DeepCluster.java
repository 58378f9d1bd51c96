package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.Batch;
import dev.regatta.worker.data.Seeds;
import dev.regatta.worker.loss.CrossEntropy;
import dev.regatta.worker.model.Projector;
import dev.regatta.worker.model.Prototypes;
import dev.regatta.worker.model.ResNet18;
import dev.regatta.worker.model.Weights;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * DeepCluster-v2: at each epoch's start the remembered embeddings are clustered, the centroids become the prototypes,
 * and the network learns to predict every sample's cluster. With {@link SelfDistillation}, its shallow branches do too.
 *
 * @see <a href="https://arxiv.org/abs/2006.09882">SwAV, appendix, for DeepCluster-v2</a>
 */
public final class DeepCluster implements PretrainingMethod {
    private final ClusterSettings settings;
    private final long seed;
    private final NDManager manager;
    private final ResNet18 encoder;
    private final Projector projector;
    private final Prototypes prototypes;
    private final Optional<SelfDistillation> distillation;
    private final SphericalKMeans kmeans;
    private final MemoryBank bank;
    private Assignments assignments;

    /**
     * Builds the heads on an encoder.
     *
     * @param samples number N of training samples
     * @param slots number M of samples an epoch visits
     * @param distilled whether the branches are trained too
     */
    public DeepCluster(
            ClusterSettings settings,
            boolean distilled,
            ResNet18 encoder,
            Weights weights,
            NDManager manager,
            int samples,
            int slots,
            long seed) {
        this.settings = settings;
        this.seed = seed;
        this.manager = manager;
        this.encoder = encoder;
        this.projector = new Projector(
                weights, "projector", encoder.featureSize(), settings.projectorHidden(), settings.embedding());
        this.prototypes = new Prototypes(
                weights, "prototypes", settings.clusters(), settings.embedding(), settings.temperature());
        this.distillation =
                distilled ? Optional.of(new SelfDistillation(weights, encoder, settings)) : Optional.empty();
        this.kmeans = new SphericalKMeans(settings.embedding(), settings.kmeansIterations());
        this.bank = new MemoryBank(slots, settings.embedding());
        this.assignments = Assignments.none(samples);
    }

    @Override
    public void prepare(Batch batch, int cursor) {
        NDArray pooled = encoder.apply(batch.samples(), true).pooled();
        remember(batch, cursor, projector.apply(pooled, true));
    }

    @Override
    public void beginEpoch(int epoch) {
        float[] initial = settings.previousCentroids() && epoch > 0 ? unitPrototypes() : randomRows(epoch);
        SphericalKMeans.Clustering clustering = kmeans.cluster(bank.embeddings(), initial, manager);
        assignments = assignments.next(bank.indices(), clustering.clusters());
        prototypes.assign(clustering.centroids());
        distillation.ifPresent(branches -> branches.assign(clustering.centroids()));
    }

    @Override
    public NDArray loss(Batch batch, int cursor) {
        ResNet18.Features features = encoder.apply(batch.samples(), true);
        NDArray embeddings = projector.apply(features.pooled(), true); // [B, E]
        remember(batch, cursor, embeddings);
        NDArray logits = prototypes.logits(embeddings); // [B, K]
        int[] targets = targets(batch.indices());
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
        Map<String, HostTensor> state = new LinkedHashMap<>();
        state.put("bank.indices", HostTensor.of(bank.indices(), bank.slots()));
        state.put("bank.embeddings", HostTensor.of(bank.embeddings(), bank.slots(), bank.dimension()));
        state.put("assignments.current", HostTensor.of(assignments.current(), assignments.current().length));
        state.put("assignments.previous", HostTensor.of(assignments.previous(), assignments.previous().length));
        return state;
    }

    @Override
    public void restore(TensorFile file) {
        bank.write(
                0,
                file.tensor("bank.indices").ints(),
                file.tensor("bank.embeddings").floats());
        assignments = new Assignments(
                file.tensor("assignments.current").ints(),
                file.tensor("assignments.previous").ints());
    }

    @Override
    public Assignments assignments() {
        return assignments;
    }

    @Override
    public MemoryBank bank() {
        return bank;
    }

    @Override
    public HostTensor prototypes() {
        return HostTensor.of(prototypes.values(), settings.clusters(), settings.embedding());
    }

    private void remember(Batch batch, int cursor, NDArray embeddings) {
        bank.write(cursor * batch.indices().length, batch.indices(), embeddings.toFloatArray());
    }

    private int[] targets(int[] indices) {
        int[] targets = new int[indices.length];
        for (int b = 0; b < indices.length; b++) {
            targets[b] = assignments.current()[indices[b]];
        }
        return targets;
    }

    /** K distinct rows of the bank. */
    private float[] randomRows(int epoch) {
        int[] order = Seeds.permutation(bank.slots(), Seeds.random(seed, "kmeans", epoch));
        int size = settings.embedding();
        float[] rows = new float[settings.clusters() * size];
        for (int k = 0; k < settings.clusters(); k++) {
            System.arraycopy(bank.embeddings(), order[k] * size, rows, k * size, size);
        }
        return rows;
    }

    /** The previous centroids; training may have changed their length. */
    private float[] unitPrototypes() {
        float[] rows = prototypes.values();
        for (int start = 0; start < rows.length; start += settings.embedding()) {
            SphericalKMeans.normalize(rows, start, settings.embedding());
        }
        return rows;
    }
}
