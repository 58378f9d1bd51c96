package dev.regatta.worker.inspection;

import dev.regatta.protocol.codec.Json;
import dev.regatta.worker.attempt.Artifact;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.Dataset;
import dev.regatta.worker.data.Labels;
import dev.regatta.worker.eval.ClusterHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The files by which people look at a trained encoder. They are made after the training, of its last state and the data,
 * and bounded: 60 clusters with 8 samples each, 2,000 embeddings.
 *
 * <ul>
 *   <li>{@code inspection/clusters.json}: {@link Clusters}; of methods that assign clusters
 *   <li>{@code inspection/prototypes.png}: a row of pictures for each of its clusters; of pictures alone
 *   <li>{@code inspection/embedding.json}: {@link Embedding}; of methods that remember embeddings, if those are
 *       finite
 * </ul>
 */
public final class Inspection {
    private static final int MOST_CLUSTERS = 60;
    private static final int MOST_EXAMPLES = 8;
    private static final int MOST_POINTS = 2_000;

    private Inspection() {}

    /**
     * Clusters of training samples.
     *
     * @param clusters number of clusters that the method may use
     * @param samples number of samples that are in one
     * @param purity share of those whose class is the commonest of their cluster; absent without labels
     * @param largest the largest clusters, the largest first
     * @param pictures absent where the samples are no pictures, or none is near a prototype
     */
    record Clusters(
            int clusters, int samples, Optional<Double> purity, List<Cluster> largest, Optional<Pictures> pictures) {}

    /**
     * Where the pictures of a cluster are: its row on the sheet is its place in the list.
     *
     * @param path of the sheet among the run's artifacts
     * @param columns pictures in a row
     * @param width of a picture, in pixels
     * @param height of a picture, in pixels
     */
    record Pictures(String path, int columns, int width, int height) {}

    /**
     * Remembered embeddings on their two principal components.
     *
     * @param explained the share of their variance that lies along x and along y
     * @param samples the sample of each point
     * @param clusters of each point, negative for none; empty where the method assigns none
     * @param classes of each point; empty without labels
     * @param prototypes the points of the prototypes of the largest clusters
     */
    record Embedding(
            double[] explained,
            int[] samples,
            float[] x,
            float[] y,
            int[] clusters,
            int[] classes,
            List<Prototype> prototypes) {}

    /** A prototype among the embeddings. */
    record Prototype(int cluster, float x, float y) {}

    /** @param state of a run after its training */
    public static List<Artifact> of(TensorFile state, Dataset train, Optional<Labels> labels) {
        Memory memory = Memory.of(state);
        List<Cluster> largest = Cluster.largest(memory, labels, MOST_CLUSTERS, MOST_EXAMPLES);
        List<Artifact> artifacts = new ArrayList<>();
        if (!largest.isEmpty()) {
            artifacts.addAll(clusters(memory, largest, train, labels));
        }
        memory.embeddings()
                .filter(rows -> rows.size() > 0 && rows.isFinite())
                .ifPresent(rows ->
                        artifacts.add(json("inspection/embedding.json", embedding(memory, rows, largest, labels))));
        return artifacts;
    }

    private static List<Artifact> clusters(
            Memory memory, List<Cluster> largest, Dataset train, Optional<Labels> labels) {
        int[] assigned = memory.assigned().orElseThrow();
        int used = Cluster.sizes(assigned).length;
        int all = memory.prototypes().map(UnitRows::size).orElse(used);
        int samples =
                (int) IntStream.of(assigned).filter(cluster -> cluster >= 0).count();
        Optional<Double> purity = labels.map(known -> ClusterHealth.purity(assigned, used, known));
        List<List<Integer>> rows = largest.stream().map(Cluster::nearest).toList();
        boolean pictured = PictureSheet.holdsPictures(train) && rows.stream().anyMatch(row -> !row.isEmpty());
        if (!pictured) {
            return List.of(
                    json("inspection/clusters.json", new Clusters(all, samples, purity, largest, Optional.empty())));
        }
        PictureSheet sheet = new PictureSheet(train);
        Artifact png = new Artifact("inspection/prototypes.png", sheet.png(rows, MOST_EXAMPLES));
        Pictures pictures = new Pictures(png.path(), MOST_EXAMPLES, sheet.tileWidth(), sheet.tileHeight());
        return List.of(
                json("inspection/clusters.json", new Clusters(all, samples, purity, largest, Optional.of(pictures))),
                png);
    }

    private static Embedding embedding(Memory memory, UnitRows rows, List<Cluster> largest, Optional<Labels> labels) {
        int[] slots = rows.spread(MOST_POINTS);
        int[] samples = IntStream.of(slots).map(slot -> memory.samples()[slot]).toArray();
        Projection projection = Projection.of(rows, slots);
        List<Prototype> prototypes = memory.prototypes()
                .map(centres -> largest.stream()
                        .map(Cluster::cluster)
                        .filter(cluster -> cluster < centres.size())
                        .map(cluster -> new Prototype(
                                cluster,
                                projection.coordinate(centres, cluster, 0),
                                projection.coordinate(centres, cluster, 1)))
                        .toList())
                .orElse(List.of());
        return new Embedding(
                projection.explained(),
                samples,
                coordinates(projection, rows, slots, 0),
                coordinates(projection, rows, slots, 1),
                memory.assigned().map(all -> at(all, samples)).orElse(new int[0]),
                labels.map(known -> IntStream.of(samples).map(known::of).toArray())
                        .orElse(new int[0]),
                prototypes);
    }

    private static float[] coordinates(Projection projection, UnitRows rows, int[] slots, int axis) {
        float[] values = new float[slots.length];
        for (int i = 0; i < slots.length; i++) {
            values[i] = projection.coordinate(rows, slots[i], axis);
        }
        return values;
    }

    private static int[] at(int[] all, int[] indices) {
        return IntStream.of(indices).map(index -> all[index]).toArray();
    }

    private static Artifact json(String path, Object content) {
        return new Artifact(path, Json.bytes(content));
    }
}
