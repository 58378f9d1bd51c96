package dev.regatta.worker.bench;

import dev.regatta.protocol.bench.BenchReport;
import dev.regatta.protocol.bench.Measurement;
import dev.regatta.protocol.bench.Measurement.Better;
import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.study.DatasetSpec;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.worker.attempt.AttemptContext;
import dev.regatta.worker.attempt.CheckpointSaver;
import dev.regatta.worker.attempt.Progress;
import dev.regatta.worker.attempt.Snapshot;
import dev.regatta.worker.attempt.TrialSettings;
import dev.regatta.worker.train.TorchTrainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code regatta bench checkpoint}: how long training stands still for each checkpoint, beside an epoch. A checkpoint is
 * written to a file and forced to the disk, beside the training as in a worker; no network lies between.
 */
@Command(
        name = "checkpoint",
        mixinStandardHelpOptions = true,
        description = "Measure how long training stands still for a checkpoint, as a share of an epoch.")
final class CheckpointBench extends Benchmark {
    private static final double TARGET_SHARE = 0.05;
    private static final double MEBIBYTE = 1 << 20;

    @Option(names = "--samples", defaultValue = "2000", description = "Training pictures (${DEFAULT-VALUE}).")
    private int samples;

    @Option(names = "--width", defaultValue = "16", description = "Channels of the first stage (${DEFAULT-VALUE}).")
    private int width;

    @Option(names = "--epochs", defaultValue = "5", description = "Epochs, a checkpoint after each (${DEFAULT-VALUE}).")
    private int epochs;

    @Option(names = "--threads", defaultValue = "2", description = "Threads of the engine (${DEFAULT-VALUE}).")
    private int threads;

    @Override
    protected BenchReport measure() throws IOException {
        Path file = Files.createTempFile("regatta-checkpoint", ".bin");
        ExecutorService saving = Executors.newSingleThreadExecutor();
        try {
            Stopwatch watch = new Stopwatch(new CheckpointSaver(saving), file);
            progress("training " + epochs + " epochs of " + samples + " pictures …");
            new TorchTrainer(Optional.empty(), "cpu").run(trial(), Optional.empty(), watch);
            return watch.report();
        } finally {
            saving.shutdown();
            Files.deleteIfExists(file);
        }
    }

    private TrialSettings trial() {
        Parameters parameters = Hyperparameters.complete(new Parameters(Map.of(
                "preset",
                "small",
                "method",
                "deepcluster-v2",
                "epochs",
                (long) epochs,
                "width",
                (long) width,
                "probe_epochs",
                1L)));
        DatasetSpec data = new DatasetSpec("generated", Optional.empty(), Optional.of(samples), Optional.of(100), 2);
        return new TrialSettings(parameters, data, 1, threads);
    }

    /** Measures between the training's calls. For the training's thread; saving has its own. */
    private static final class Stopwatch implements AttemptContext {
        private final CheckpointSaver saver;
        private final Path file;
        private final List<Double> pauses = new ArrayList<>();
        private final List<Double> epochs = new ArrayList<>();
        private long epochBegan;
        private long pauseBegan;
        private volatile int bytes;
        private volatile double slowestSaving;

        Stopwatch(CheckpointSaver saver, Path file) {
            this.saver = saver;
            this.file = file;
        }

        @Override
        public boolean stopRequested() {
            return false;
        }

        @Override
        public void progress(Progress progress) {
            if (epochBegan == 0 && progress.phase() == Progress.Phase.TRAINING) {
                epochBegan = System.nanoTime();
            }
        }

        @Override
        public void checkpointBegins() {
            pauseBegan = System.nanoTime();
        }

        @Override
        public void checkpoint(Snapshot snapshot) {
            saver.await();
            saver.save(() -> slowestSaving = Math.max(slowestSaving, Timing.seconds(() -> write(snapshot.state()))));
            long now = System.nanoTime();
            if (snapshot.kind() == Snapshot.Kind.EPOCH_END) {
                pauses.add((now - pauseBegan) / 1e9);
                epochs.add((now - epochBegan) / 1e9);
                epochBegan = now;
            }
        }

        private void write(byte[] state) {
            bytes = state.length;
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer rest = ByteBuffer.wrap(state);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Of all epochs but the first, in which the virtual machine warms up; of one, if it is the only one. */
        private static double mean(List<Double> seconds) {
            return seconds.stream()
                    .skip(seconds.size() > 1 ? 1 : 0)
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(Double.NaN);
        }

        BenchReport report() {
            saver.await();
            double epoch = mean(epochs);
            double pause = mean(pauses);
            return BenchReport.of(List.of(
                    Measurement.of("checkpoint.epoch", epoch, "s", Better.LOWER),
                    Measurement.of("checkpoint.pause", pause * 1e3, "ms", Better.LOWER),
                    Measurement.of("checkpoint.pause_to_epoch", pause / epoch, "share", Better.LOWER)
                            .withTarget(TARGET_SHARE),
                    Measurement.of("checkpoint.size", bytes / MEBIBYTE, "MiB", Better.LOWER),
                    Measurement.of("checkpoint.saving", slowestSaving * 1e3, "ms", Better.LOWER)));
        }
    }
}
