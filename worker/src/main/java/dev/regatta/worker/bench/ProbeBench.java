package dev.regatta.worker.bench;

import ai.djl.ndarray.NDManager;
import dev.regatta.protocol.bench.BenchReport;
import dev.regatta.protocol.bench.Measurement;
import dev.regatta.protocol.bench.Measurement.Better;
import dev.regatta.worker.data.Labels;
import dev.regatta.worker.eval.LabelledFeatures;
import dev.regatta.worker.eval.LinearProbe;
import dev.regatta.worker.eval.ProbeSettings;
import dev.regatta.worker.train.TorchEngine;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code regatta bench probe}: the linear evaluation at the paper's size. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = "Time the linear evaluation: epochs of Adam in batches of 256 on random features of 10 classes.")
final class ProbeBench extends Benchmark {
    private static final int CLASSES = 10;
    private static final double TARGET_SECONDS = 60;

    @Option(names = "--samples", defaultValue = "50000", description = "Samples (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(names = "--features", defaultValue = "512", description = "Features a sample (default: ${DEFAULT-VALUE}).")
    private int features;

    @Option(names = "--epochs", defaultValue = "200", description = "Epochs (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(names = "--threads", defaultValue = "2", description = "Threads (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Override
    protected BenchReport measure() {
        try (NDManager manager = TorchEngine.load(threads, "cpu").newManager()) {
            double rate = MatrixRate.gigaflops(manager);
            progress("training a probe on " + samples + " × " + features + ", " + epochs + " epochs …");
            LabelledFeatures train = random();
            run(train, 1, manager);
            double seconds = run(train, epochs, manager);
            // Two products a sample and epoch: the logits and the gradient.
            double work = 4.0 * samples * features * CLASSES * epochs / 1e9;
            return new BenchReport(List.of(
                    Measurement.of("probe.seconds", seconds, "s", Better.LOWER).withTarget(TARGET_SECONDS),
                    Measurement.of("probe.rate", work / seconds, "GFLOP/s", Better.HIGHER)
                            .withPeer(rate)));
        }
    }

    private double run(LabelledFeatures train, int epochs, NDManager manager) {
        LinearProbe probe = new LinearProbe(new ProbeSettings(epochs, 1e-3, 256, false), 1, () -> false);
        return Timing.seconds(() -> {
            if (probe.predictions(train, List.of(), manager).isEmpty()) {
                throw new IllegalStateException("nothing stops this probe");
            }
        });
    }

    private LabelledFeatures random() {
        Random random = new Random(1);
        float[] rows = new float[Math.multiplyExact(samples, features)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        int[] all = IntStream.range(0, samples).toArray();
        Labels labels = new Labels(IntStream.of(all).map(i -> i % CLASSES).toArray(), CLASSES);
        return LabelledFeatures.of(rows, all, Optional.of(labels));
    }
}
