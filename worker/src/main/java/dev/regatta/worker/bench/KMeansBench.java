package dev.regatta.worker.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.regatta.protocol.bench.BenchReport;
import dev.regatta.protocol.bench.Measurement;
import dev.regatta.protocol.bench.Measurement.Better;
import dev.regatta.worker.method.EmptyClusters;
import dev.regatta.worker.method.KMeans;
import dev.regatta.worker.train.TorchEngine;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code regatta bench kmeans}: a round of k-means beside the two matrix products it cannot do without. */
@Command(
        name = "kmeans",
        mixinStandardHelpOptions = true,
        description = "Time a round of spherical k-means beside the two matrix products that it needs.")
final class KMeansBench extends Benchmark {
    private static final int REPEATS = 5;
    private static final int ROUNDS = 10;
    private static final double TARGET_RATIO = 2;

    @Option(names = "--samples", defaultValue = "50000", description = "Rows (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(names = "--dimension", defaultValue = "128", description = "Their length (default: ${DEFAULT-VALUE}).")
    private int dimension;

    @Option(names = "--clusters", defaultValue = "60", description = "Clusters (default: ${DEFAULT-VALUE}).")
    private int clusters;

    @Option(names = "--threads", defaultValue = "2", description = "Threads (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Override
    protected BenchReport measure() {
        try (NDManager manager = TorchEngine.load(threads, "cpu").newManager()) {
            NDArray rows = manager.randomNormal(new Shape(samples, dimension)).normalize(2, 1);
            NDArray initial = rows.get(new NDIndex().addSliceDim(0, clusters)).duplicate();
            progress("clustering " + samples + " × " + dimension + " into " + clusters + " …");
            // A run of R rounds assigns once more at its end, so the difference of two runs is that of their rounds.
            double one = Timing.fastest(REPEATS, () -> cluster(rows, initial, 1));
            double more = Timing.fastest(REPEATS, () -> cluster(rows, initial, 1 + ROUNDS));
            double round = (more - one) / ROUNDS;
            double products = Timing.fastest(REPEATS, () -> products(rows, initial));
            return new BenchReport(List.of(
                    Measurement.of("kmeans.round", round, "s", Better.LOWER).withPeer(products),
                    Measurement.of("kmeans.over_products", round / products, "ratio", Better.LOWER)
                            .withTarget(TARGET_RATIO)));
        }
    }

    private static void cluster(NDArray rows, NDArray initial, int rounds) {
        new KMeans(KMeans.Geometry.SPHERICAL, rounds, EmptyClusters.KEEP).cluster(rows, initial);
    }

    /** Rows with centroids, [N, K], and memberships with rows, [K, E]. */
    private static void products(NDArray rows, NDArray centroids) {
        try (NDManager scope = rows.getManager().newSubManager()) {
            NDArray scores = rows.matMul(centroids.transpose());
            scores.attach(scope);
            NDArray sums = scores.transpose().matMul(rows);
            sums.getFloat(0, 0); // waits for a device that computes by itself
        }
    }
}
