package dev.regatta.worker.train;

import ai.djl.ndarray.NDArray;
import dev.regatta.worker.attempt.IncompatibleCheckpointException;
import dev.regatta.worker.attempt.Snapshot;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.Normalization;
import dev.regatta.worker.eval.Contingency;
import dev.regatta.worker.model.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run's state as a tensor file. Tensors: {@code weights.*}, {@code momentum.*}, {@code method.*} as the method names
 * them, {@code normalization.mean} and {@code .std}. Attributes: {@code fingerprint}, {@code kind}, {@code epoch},
 * {@code cursor}, {@code step}, {@code loss_sum}, {@code epoch_loss}; after the evaluation also {@code weights_sha256} and one
 * {@code metric.*} each, and the tensors {@code evaluation.confusion} and {@code evaluation.cluster_sizes}. Real numbers
 * are written as {@link Double#toHexString}, which loses no bit.
 */
final class TrainingState {
    private static final String METRIC = "metric.";
    private static final String CONFUSION = "evaluation.confusion";
    private static final String CLUSTER_SIZES = "evaluation.cluster_sizes";

    private final Fingerprint fingerprint;
    private final Network network;
    private final Optional<Sgd> sgd;
    private final Normalization normalization;

    TrainingState(Fingerprint fingerprint, Network network, Optional<Sgd> sgd, Normalization normalization) {
        this.fingerprint = fingerprint;
        this.network = network;
        this.sgd = sgd;
        this.normalization = normalization;
    }

    /** Reads the statistics samples were normalized by. */
    static Normalization normalization(TensorFile file) {
        return new Normalization(
                file.tensor("normalization.mean").floats(),
                file.tensor("normalization.std").floats());
    }

    /** The evaluation's result, if the file was written after it. */
    static Optional<Evaluated> evaluated(TensorFile file) {
        if (kind(file) != Snapshot.Kind.EVALUATED) {
            return Optional.empty();
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        file.attributes().forEach((name, value) -> {
            if (name.startsWith(METRIC)) {
                metrics.put(name.substring(METRIC.length()), Double.parseDouble(value));
            }
        });
        return Optional.of(new Evaluated(
                new EvaluationResult(
                        metrics,
                        stored(file, CONFUSION).map(TrainingState::table),
                        stored(file, CLUSTER_SIZES).map(HostTensor::ints)),
                file.attribute("weights_sha256")));
    }

    /** The evaluation's result and the hash of the encoder it belongs to. */
    record Evaluated(EvaluationResult result, String weightsSha256) {
        private Map<String, HostTensor> tensors() {
            Map<String, HostTensor> tensors = new LinkedHashMap<>();
            result.confusion().map(Contingency::counts).ifPresent(counts -> {
                int[] flat = Arrays.stream(counts).flatMapToInt(Arrays::stream).toArray();
                tensors.put(CONFUSION, HostTensor.of(flat, counts.length, counts.length));
            });
            result.clusterSizes().ifPresent(sizes -> tensors.put(CLUSTER_SIZES, HostTensor.of(sizes, sizes.length)));
            return tensors;
        }
    }

    TensorFile file(Snapshot.Kind kind, Position position, Optional<Evaluated> evaluated) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("fingerprint", fingerprint.sha256());
        attributes.put("kind", kind.name());
        attributes.put("epoch", Integer.toString(position.epoch()));
        attributes.put("cursor", Integer.toString(position.cursor()));
        attributes.put("step", Long.toString(position.step()));
        attributes.put("loss_sum", Double.toHexString(position.lossSum()));
        attributes.put("epoch_loss", Double.toHexString(position.epochLoss()));
        evaluated.ifPresent(result -> {
            attributes.put("weights_sha256", result.weightsSha256());
            new TreeMap<>(result.result().metrics())
                    .forEach((name, value) -> attributes.put(METRIC + name, Double.toHexString(value)));
        });
        Map<String, HostTensor> tensors = tensors();
        evaluated.ifPresent(result -> tensors.putAll(result.tensors()));
        return new TensorFile(attributes, tensors);
    }

    /** Overwrites the network's and the optimizer's tensors by the file's; where the run goes on. */
    Position restore(TensorFile file) {
        network.weights().all().forEach((name, tensor) -> assign(tensor, file, "weights." + name));
        sgd.ifPresent(
                optimizer -> optimizer.buffers().forEach((name, tensor) -> assign(tensor, file, "momentum." + name)));
        network.method().ifPresent(method -> method.restore(file));
        return new Position(
                Integer.parseInt(file.attribute("epoch")),
                Integer.parseInt(file.attribute("cursor")),
                Long.parseLong(file.attribute("step")),
                Double.parseDouble(file.attribute("loss_sum")),
                Double.parseDouble(file.attribute("epoch_loss")));
    }

    private Map<String, HostTensor> tensors() {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        network.weights().all().forEach((name, tensor) -> tensors.put("weights." + name, Network.toHost(tensor)));
        sgd.ifPresent(optimizer ->
                optimizer.buffers().forEach((name, tensor) -> tensors.put("momentum." + name, Network.toHost(tensor))));
        network.method().ifPresent(method -> tensors.putAll(method.state()));
        tensors.put("normalization.mean", HostTensor.of(normalization.mean(), normalization.mean().length));
        tensors.put("normalization.std", HostTensor.of(normalization.std(), normalization.std().length));
        return tensors;
    }

    private static void assign(NDArray tensor, TensorFile file, String name) {
        HostTensor stored = file.tensor(name);
        if (!Arrays.equals(stored.shape(), tensor.getShape().getShape())) {
            throw new IncompatibleCheckpointException("tensor " + name + " has the shape "
                    + Arrays.toString(stored.shape()) + ", the network's has " + tensor.getShape());
        }
        Weights.assign(tensor, stored.floats());
    }

    private static Optional<HostTensor> stored(TensorFile file, String name) {
        return Optional.ofNullable(file.tensors().get(name));
    }

    private static Contingency table(HostTensor tensor) {
        int classes = Math.toIntExact(tensor.shape()[0]);
        int[] flat = tensor.ints();
        int[][] counts = new int[classes][];
        for (int row = 0; row < classes; row++) {
            counts[row] = Arrays.copyOfRange(flat, row * classes, (row + 1) * classes);
        }
        return Contingency.of(counts);
    }

    private static Snapshot.Kind kind(TensorFile file) {
        String name = file.attribute("kind");
        return Arrays.stream(Snapshot.Kind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IncompatibleCheckpointException("the state is of the unknown kind " + name));
    }
}
