package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.Batch;
import dev.regatta.worker.loss.Decorrelation;
import dev.regatta.worker.model.Encoder;
import dev.regatta.worker.model.LinearHead;
import dev.regatta.worker.model.Scaling;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * ID: every sample is a class of its own. IDFD adds a loss that decorrelates the embedding's features.
 *
 * @see <a href="https://arxiv.org/abs/1805.01978">Unsupervised Feature Learning via Non-Parametric Instance
 *     Discrimination</a>
 * @see Decorrelation
 */
final class InstanceDiscrimination implements PretrainingMethod {
    private final Encoder encoder;
    private final LinearHead head;
    private final InstanceContrast contrast;
    private final Optional<UnaryOperator<NDArray>> decorrelation;
    private Optional<NDArray> embeddings = Optional.empty();

    private InstanceDiscrimination(MethodParts parts, Optional<UnaryOperator<NDArray>> decorrelation) {
        Values values = parts.values();
        this.encoder = parts.encoder();
        this.head = new LinearHead(parts.weights(), "embedding", encoder.featureSize(), values.whole("embedding_dim"));
        this.contrast = new InstanceContrast(parts, values.text("instance_loss").equals("nce"));
        this.decorrelation = decorrelation;
    }

    static InstanceDiscrimination id(MethodParts parts) {
        return new InstanceDiscrimination(parts, Optional.empty());
    }

    static InstanceDiscrimination idfd(MethodParts parts) {
        Values values = parts.values();
        double weight = values.number("decorrelation_weight");
        double temperature = values.number("decorrelation_temperature");
        boolean orthogonal = values.text("decorrelation").equals("orthogonal");
        return new InstanceDiscrimination(
                parts,
                Optional.of(features -> Scaling.times(
                        orthogonal ? Decorrelation.orthogonal(features) : Decorrelation.softmax(features, temperature),
                        weight)));
    }

    @Override
    public Pass passBefore(int epoch) {
        return Pass.NONE;
    }

    @Override
    public void prepare(Batch batch, int cursor) {
        throw new IllegalStateException("instance discrimination asks for no pass");
    }

    @Override
    public void beginEpoch(int epoch) {}

    @Override
    public NDArray loss(Batch batch, int cursor) {
        NDArray features = head.apply(encoder.apply(batch.samples(), true).pooled()); // [B, E]
        embeddings = Optional.of(features.stopGradient());
        NDArray loss = contrast.loss(features, batch.indices());
        return decorrelation.map(term -> loss.add(term.apply(features))).orElse(loss);
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
        return Optional.empty();
    }
}
