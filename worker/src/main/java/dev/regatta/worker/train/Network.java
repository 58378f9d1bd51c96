package dev.regatta.worker.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.regatta.protocol.method.Method;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.Sha256;
import dev.regatta.worker.eval.FrozenNetwork;
import dev.regatta.worker.method.MethodParts;
import dev.regatta.worker.method.Methods;
import dev.regatta.worker.method.PretrainingMethod;
import dev.regatta.worker.model.Encoder;
import dev.regatta.worker.model.Weights;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;

/**
 * The tensors of one trial and the parts that compute with them.
 *
 * @param encoder empty where the samples themselves are the features
 * @param method what trains the encoder; empty: nothing does
 */
record Network(Weights weights, Optional<Encoder> encoder, Optional<PretrainingMethod> method) {
    private static final String ENCODER = "encoder";

    /**
     * Builds a trial's network.
     *
     * @throws InvalidSettingsException if the method cannot work on this data
     */
    static Network of(RunSettings settings, Shape sample, EpochOrder order, int samples, NDManager manager) {
        Weights weights = new Weights(manager, DataType.FLOAT32, settings.seed());
        if (settings.method() == Method.RAW_PIXELS) {
            return new Network(weights, Optional.empty(), Optional.empty());
        }
        settings.encoder()
                .problem(sample, settings.method() == Method.DEEPCLUSTER_KD)
                .ifPresent(problem -> {
                    throw new InvalidSettingsException(problem);
                });
        if (!settings.method().isControl()) {
            checkFits(settings, samples);
        }
        if (sample.dimension() > 1) { // samples without space meet no convolution
            ChannelBlocks.check(settings.encoder().width(), manager.getDevice());
        }
        Function<Weights, Encoder> encoders = own -> settings.encoder().build(own, ENCODER, sample);
        Encoder encoder = encoders.apply(weights);
        MethodParts parts = new MethodParts(
                settings.values(), encoder, encoders, weights, manager, samples, order.visited(), settings.seed());
        return new Network(weights, Optional.of(encoder), Methods.of(settings.method(), parts));
    }

    /** The network as evaluations read it, in evaluation mode. */
    FrozenNetwork frozen() {
        return samples -> encoder.map(
                        trained -> output(trained.apply(samples, false).pooled()))
                .orElseGet(() -> new FrozenNetwork.Output(
                        samples.reshape(samples.getShape().get(0), -1), Optional.empty()));
    }

    private FrozenNetwork.Output output(NDArray pooled) {
        return new FrozenNetwork.Output(pooled, method.flatMap(trained -> trained.embed(pooled)));
    }

    /** SHA-256 of the encoder's parameters and buffers, lower-case hex; of nothing where there is no encoder. */
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
        return HostTensor.floats(tensor.toByteBuffer(), tensor.getShape().getShape());
    }

    private static void checkFits(RunSettings settings, int samples) {
        if (settings.batchSize() > samples) {
            throw new InvalidSettingsException("batch_size is " + settings.batchSize()
                    + ", must be ≤ the number of training samples, which is " + samples);
        }
    }
}
