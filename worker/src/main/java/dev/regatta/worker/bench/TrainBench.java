package dev.regatta.worker.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.regatta.protocol.bench.BenchReport;
import dev.regatta.protocol.bench.Measurement;
import dev.regatta.protocol.bench.Measurement.Better;
import dev.regatta.worker.loss.CrossEntropy;
import dev.regatta.worker.model.Encoder;
import dev.regatta.worker.model.EncoderSettings;
import dev.regatta.worker.model.Projector;
import dev.regatta.worker.model.Prototypes;
import dev.regatta.worker.model.Weights;
import dev.regatta.worker.train.FusedSgd;
import dev.regatta.worker.train.Gradients;
import dev.regatta.worker.train.Sgd;
import dev.regatta.worker.train.TorchEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code regatta bench train}: steps of ResNet-18 with projector and prototypes beside the machine's own rate of large
 * matrix products, and the optimizer's step beside
 * PyTorch's fused update by itself, and beside additions that move as many bytes.
 */
@Command(name = "train", mixinStandardHelpOptions = true, description = "Measure training steps and the optimizer.")
final class TrainBench extends Benchmark {
    private static final int MATRIX = 2048;
    private static final int REPEATS = 5;
    /** Enough for the compiler of the virtual machine to come to its best. */
    private static final int UPDATES = 100;

    private static final int CLUSTERS = 60;
    /**
     * A fused update reads parameter, gradient and buffer and writes all three: six values moved for each parameter.
     * {@code x += y} moves three for each pair, and of as many bytes in memory there are one and a half times as many pairs.
     */
    private static final double AS_MANY_BYTES = 6 / (3 * 1.5);

    @Option(names = "--width", defaultValue = "64", description = "Channels of the first stage (${DEFAULT-VALUE}).")
    private int width;

    @Option(names = "--side", defaultValue = "16", description = "Side of the pictures (${DEFAULT-VALUE}).")
    private int side;

    @Option(names = "--batch", defaultValue = "64", description = "Samples a step (${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--threads", defaultValue = "2", description = "Threads of the engine (${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--device", defaultValue = "cpu", description = "cpu or gpu:N (${DEFAULT-VALUE}).")
    private String device = "cpu";

    @Override
    protected BenchReport measure() throws IOException {
        try (NDManager manager = TorchEngine.load(threads, device).newManager();
                Weights weights = new Weights(manager, DataType.FLOAT32, 0)) {
            progress("matrix products of " + MATRIX + " …");
            double sgemm = 2.0 * MATRIX * MATRIX * MATRIX / products(manager) / 1e9;
            var settings =
                    new EncoderSettings(EncoderSettings.Kind.RESNET_18, EncoderSettings.Stem.CIFAR, width, false);
            Encoder encoder = settings.build(weights, "encoder", new Shape(3, side, side));
            Projector projector = new Projector(weights, "projector", encoder.featureSize(), 1024, 128);
            Prototypes prototypes = new Prototypes(weights, "prototypes", CLUSTERS, 128, 0.5);
            Sgd sgd = new Sgd(weights.parameters(), 0.9, 1e-6, false, threads, manager);
            NDArray samples = manager.ones(new Shape(batch, 3, side, side));
            int[] targets = IntStream.range(0, batch).map(b -> b % CLUSTERS).toArray();
            progress("steps of " + batch + " pictures of " + side + "×" + side + " …");
            double step = fastest(() -> {
                pass(manager, encoder, projector, prototypes, samples, targets);
                sgd.step(1e-6, Set.of());
            });
            progress("updates …");
            double update = Timing.fastest(UPDATES, () -> sgd.step(1e-6, Set.of()));
            double fused = fused(weights, manager);
            double additions = AS_MANY_BYTES * additions(weights, manager);
            progress("convolutions by themselves …");
            Convolutions convolutions = new Convolutions(width, side, batch);
            double alone = convolutions.seconds(manager);
            double rate = convolutions.operations() / step / 1e9;
            return BenchReport.of(List.of(
                    Measurement.of("train.images", batch / step, "images/s", Better.HIGHER),
                    Measurement.of("train.rate", rate, "GFLOP/s", Better.HIGHER).withPeer(sgemm),
                    Measurement.of("train.rate_to_sgemm", rate / sgemm, "ratio", Better.HIGHER)
                            .withTarget(0.9),
                    Measurement.of("train.outside_convolutions", 1 - alone / step, "share", Better.LOWER),
                    Measurement.of("train.memory", peakMemory(), "MiB", Better.LOWER),
                    Measurement.of("train.sgd", update * 1e3, "ms", Better.LOWER)
                            .withPeer(fused * 1e3),
                    Measurement.of("train.sgd_to_fused", update / fused, "ratio", Better.LOWER)
                            .withTarget(1.5),
                    Measurement.of("train.sgd_to_additions", update / additions, "ratio", Better.LOWER)));
        }
    }

    private static void pass(
            NDManager manager,
            Encoder encoder,
            Projector projector,
            Prototypes prototypes,
            NDArray samples,
            int[] targets) {
        try (NDManager scope = manager.newSubManager();
                Gradients gradients = new Gradients()) {
            NDArray x = samples.duplicate();
            x.attach(scope); // what is computed from it is freed with the step
            NDArray pooled = encoder.apply(x, true).pooled();
            gradients.backward(CrossEntropy.mean(prototypes.logits(projector.apply(pooled, true)), targets));
        }
    }

    private static double products(NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray matrix = scope.randomUniform(-1, 1, new Shape(MATRIX, MATRIX));
            return fastest(() -> MatrixRate.product(matrix));
        }
    }

    /** Seconds of PyTorch's fused update by itself: over tensors of the same shapes, and no gradient is zeroed. */
    private static double fused(Weights weights, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            FusedSgd fused = new FusedSgd(scope);
            FusedSgd.Tensors tensors =
                    new FusedSgd.Tensors(like(weights, scope), like(weights, scope), like(weights, scope));
            return Timing.fastest(UPDATES, () -> fused.update(tensors, 1e-6, 0.9, 1e-6));
        }
    }

    private static List<NDArray> like(Weights weights, NDManager scope) {
        return weights.parameters().values().stream()
                .map(parameter -> scope.ones(parameter.getShape()))
                .toList();
    }

    /** Seconds of {@code x += y} over as much memory as parameters, gradients and buffers take together. */
    private static double additions(Weights weights, NDManager manager) {
        long size = weights.parameters().values().stream()
                .mapToLong(parameter -> parameter.getShape().size())
                .sum();
        Shape pairs = new Shape(size * 3 / 2);
        try (NDManager scope = manager.newSubManager()) {
            NDArray x = scope.ones(pairs);
            NDArray y = scope.ones(pairs); // zeros that nobody wrote would all be one page of memory
            return Timing.fastest(UPDATES, () -> x.addi(y));
        }
    }

    private static double fastest(Runnable work) {
        work.run(); // warms up
        return Timing.fastest(REPEATS, work);
    }

    /** The most memory this process has had resident, MiB; 0 where the system does not tell. */
    private static double peakMemory() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .sum();
    }
}
