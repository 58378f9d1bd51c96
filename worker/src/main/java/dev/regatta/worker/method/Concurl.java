package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.Batch;
import dev.regatta.worker.data.Seeds;
import dev.regatta.worker.loss.Consensus;
import dev.regatta.worker.loss.Sinkhorn;
import dev.regatta.worker.model.Encoder;
import dev.regatta.worker.model.Initializer;
import dev.regatta.worker.model.LinearHead;
import dev.regatta.worker.model.Projector;
import dev.regatta.worker.model.Scaling;
import dev.regatta.worker.model.Weights;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * ConCURL: instance discrimination by noise-contrastive estimation, and cluster assignments that agree over random
 * projections. Without augmentation its two views coincide, so that one forward pass serves both.
 *
 * @see Consensus
 */
final class Concurl implements PretrainingMethod {
    private final Encoder encoder;
    private final LinearHead head;
    private final InstanceContrast contrast;
    private final Projector clusterHead;
    private final NDArray prototypes; // [K, E]
    private final NDArray projections; // [E, R·P]
    private final Values values;
    private Optional<NDArray> embeddings = Optional.empty();

    Concurl(MethodParts parts) {
        this.values = parts.values();
        this.encoder = parts.encoder();
        int features = encoder.featureSize();
        int size = values.whole("consensus_dim");
        Weights weights = parts.weights();
        this.head = new LinearHead(weights, "embedding", features, values.whole("embedding_dim"));
        this.contrast = new InstanceContrast(parts, true);
        this.clusterHead = new Projector(weights, "consensus", features, values.whole("consensus_hidden"), size);
        this.prototypes = weights.parameter(
                "prototypes", new Shape(values.whole("clusters"), size), Initializer.normal(1 / Math.sqrt(size)));
        this.projections = projections(parts, size);
    }

    /** Gaussian of variance 1/P; the seed says which, so they need not be saved. */
    private static NDArray projections(MethodParts parts, int size) {
        int length = parts.values().whole("projection_dim");
        NDArray tensor = parts.manager()
                .zeros(
                        new Shape(
                                size, Math.multiplyExact(length, parts.values().whole("projections"))),
                        parts.weights().type());
        float[] drawn = new float[Math.toIntExact(tensor.size())];
        Initializer.normal(1 / Math.sqrt(length)).fill(drawn, Seeds.random(parts.seed(), "projections", 0));
        Weights.assign(tensor, drawn);
        return tensor;
    }

    @Override
    public Pass passBefore(int epoch) {
        return Pass.NONE;
    }

    @Override
    public void prepare(Batch batch, int cursor) {
        throw new IllegalStateException("ConCURL asks for no pass");
    }

    @Override
    public void beginEpoch(int epoch) {}

    @Override
    public NDArray loss(Batch batch, int cursor) {
        NDArray pooled = encoder.apply(batch.samples(), true).pooled(); // [B, D]
        NDArray features = head.apply(pooled); // [B, E]
        embeddings = Optional.of(features.stopGradient());
        NDArray agreement = consensus(clusterHead.unscaled(pooled, true));
        return contrast.loss(features, batch.indices())
                .add(Scaling.times(agreement, values.number("consensus_weight")));
    }

    private NDArray consensus(NDArray clustered) {
        // The scope's tensor comes first: a result belongs to its first operand's manager.
        NDArray unit = Scaling.number(clustered, 0).add(prototypes).normalize(2, 1); // [K, E']
        NDArray scores = clustered.normalize(2, 1).matMul(unit.transpose()); // [B, K]
        NDArray targets =
                Sinkhorn.assign(scores, values.number("sinkhorn_epsilon"), values.whole("sinkhorn_iterations"));
        return Consensus.loss(
                clustered,
                unit,
                targets,
                projections,
                values.whole("projections"),
                values.number("consensus_temperature"));
    }

    @Override
    public void afterStep(Batch batch) {
        contrast.remember(embeddings.orElseThrow(), batch.indices());
        embeddings = Optional.empty();
    }

    @Override
    public Optional<NDArray> embed(NDArray pooled) {
        return Optional.of(head.apply(pooled));
    }

    @Override
    public Set<String> frozen(long step) {
        return Set.of();
    }

    @Override
    public Map<String, HostTensor> state() {
        return contrast.state();
    }

    @Override
    public void restore(TensorFile file) {
        contrast.restore(file);
    }

    @Override
    public Optional<Assignments> assignments() {
        return Optional.empty();
    }

    @Override
    public Optional<MemoryBank> bank() {
        return Optional.of(contrast.memory());
    }

    @Override
    public Optional<HostTensor> prototypes() {
        return Optional.of(
                HostTensor.of(prototypes.toFloatArray(), prototypes.getShape().getShape()));
    }
}
