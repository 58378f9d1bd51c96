package dev.regatta.worker.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.regatta.protocol.method.Method;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.Sha256;
import dev.regatta.worker.method.DeepCluster;
import dev.regatta.worker.method.PretrainingMethod;
import dev.regatta.worker.model.ResNet18;
import dev.regatta.worker.model.Weights;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The tensors of one trial and the parts that compute with them.
 *
 * @param method what trains the encoder; empty: nothing does
 */
record Network(Weights weights, ResNet18 encoder, Optional<PretrainingMethod> method) {
    private static final String ENCODER = "encoder";
    private static final int LEAST_SIDE = 8;

    /**
     * Builds a trial's network.
     *
     * @throws InvalidSettingsException if the method cannot work on this data
     */
    static Network of(RunSettings settings, Shape sample, EpochOrder order, int samples, NDManager manager) {
        Weights weights = new Weights(manager, DataType.FLOAT32, settings.seed());
        int channels = Math.toIntExact(sample.get(0));
        ResNet18 encoder =
                new ResNet18(weights, ENCODER, channels, settings.clustering().width());
        return new Network(
                weights,
                encoder,
                switch (settings.method()) {
                    case RANDOM_INIT -> Optional.empty();
                    case DEEPCLUSTER_V2, DEEPCLUSTER_KD -> {
                        checkFits(settings, sample, order, samples);
                        boolean distilled = settings.method() == Method.DEEPCLUSTER_KD;
                        yield Optional.of(new DeepCluster(
                                settings.clustering(),
                                distilled,
                                encoder,
                                weights,
                                manager,
                                samples,
                                order.visited(),
                                settings.seed()));
                    }
                });
    }

    /** SHA-256 of the encoder's parameters and buffers, lower-case hex. */
    String encoderSha256() {
        MessageDigest digest = Sha256.digest();
        weights.all().forEach((name, tensor) -> {
            if (name.startsWith(ENCODER + ".")) {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(toHost(tensor).readable());
            }
        });
        return Sha256.hex(digest);
    }

    static HostTensor toHost(NDArray tensor) {
        return HostTensor.of(tensor.toFloatArray(), tensor.getShape().getShape());
    }

    private static void checkFits(RunSettings settings, Shape sample, EpochOrder order, int samples) {
        if (settings.batchSize() > samples) {
            throw new InvalidSettingsException("batch_size is " + settings.batchSize()
                    + ", must be ≤ the number of training samples, which is " + samples);
        }
        int clusters = settings.clustering().clusters();
        if (clusters > order.visited()) {
            throw new InvalidSettingsException("clusters is " + clusters
                    + ", must be ≤ the number of samples an epoch visits, which is " + order.visited());
        }
        if (Math.min(sample.get(1), sample.get(2)) < LEAST_SIDE) {
            throw new InvalidSettingsException("samples are " + sample.get(1) + "×" + sample.get(2)
                    + ", the branches need at least " + LEAST_SIDE + "×" + LEAST_SIDE);
        }
    }
}
