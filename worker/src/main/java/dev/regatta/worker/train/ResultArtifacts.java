package dev.regatta.worker.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.regatta.worker.attempt.Artifact;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.DataException;
import dev.regatta.worker.data.DataSplits;
import dev.regatta.worker.inspection.Inspection;
import dev.regatta.worker.plot.ClusterSizePlot;
import dev.regatta.worker.plot.ConfusionPlot;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that go with a trial's result, from the state that was written after its evaluation and the data alone, so
 * that every execution of the trial makes the same ones:
 *
 * <ul>
 *   <li>{@code evaluation/confusion.json} and {@code .svg}: test samples by true class and by the linear probe's answer
 *   <li>{@code evaluation/clusters.json} and {@code .svg}: sizes of the evaluation's clusters of training samples
 *   <li>{@code evaluation/assignments.json} and {@code .svg}: sizes of the clusters that were trained on last, up to the
 *       last that has a sample; of methods that assign clusters
 *   <li>{@code inspection/*}: what {@link Inspection} makes
 *   <li>{@code model/encoder.rgt}: a {@link TensorFile} of the encoder's weights and buffers ({@code encoder.*}), and the
 *       {@code normalization.mean} and {@code .std} of its input. Attributes: {@code weights_sha256} and
 *       {@code fingerprint}
 * </ul>
 */
final class ResultArtifacts {
    private static final Logger LOG = LoggerFactory.getLogger(ResultArtifacts.class);

    private static final String WEIGHTS = "weights.";
    private static final String ENCODER = WEIGHTS + "encoder.";
    private static final String ASSIGNMENTS = "assignments.current";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultArtifacts() {}

    static List<Artifact> of(TensorFile state, DataSplits data) {
        List<Artifact> artifacts = new ArrayList<>();
        TrainingState.evaluated(state).map(TrainingState.Evaluated::result).ifPresent(result -> {
            result.confusion().ifPresent(confusion -> {
                int[][] counts = confusion.counts();
                artifacts.add(json("evaluation/confusion.json", Map.of("rows", "true class", "counts", counts)));
                artifacts.add(text("evaluation/confusion.svg", ConfusionPlot.of(counts)));
            });
            result.clusterSizes()
                    .ifPresent(sizes -> artifacts.addAll(
                            clusters("clusters", "training samples in each cluster of the pooled features", sizes)));
        });
        Optional.ofNullable(state.tensors().get(ASSIGNMENTS))
                .ifPresent(assigned -> artifacts.addAll(clusters(
                        "assignments", "training samples in each cluster of the last epoch", sizes(assigned.ints()))));
        artifacts.addAll(inspection(state, data));
        Map<String, HostTensor> encoder = encoder(state);
        if (!encoder.isEmpty()) {
            artifacts.add(new Artifact("model/encoder.rgt", file(state, encoder).encode()));
        }
        return List.copyOf(artifacts);
    }

    private static List<Artifact> clusters(String name, String of, int[] sizes) {
        return List.of(
                json("evaluation/" + name + ".json", Map.of("of", of, "sizes", sizes)),
                text("evaluation/" + name + ".svg", ClusterSizePlot.of(of, sizes)));
    }

    /** What people look at must not cost a trial its result: where it cannot be made, it is missing. */
    private static List<Artifact> inspection(TensorFile state, DataSplits data) {
        try {
            return Inspection.of(state, data.train(), data.trainLabels());
        } catch (ArithmeticException | DataException | UncheckedIOException e) {
            LOG.warn("the encoder cannot be shown; its trial has no files in inspection/", e);
            return List.of();
        }
    }

    private static Map<String, HostTensor> encoder(TensorFile state) {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        state.tensors().forEach((name, tensor) -> {
            if (name.startsWith(ENCODER)) {
                tensors.put(name.substring(WEIGHTS.length()), tensor);
            }
        });
        return tensors;
    }

    /** Of clusters numbered from 0; samples of a negative number are in none. */
    private static int[] sizes(int[] assigned) {
        int[] sizes = new int[Arrays.stream(assigned).max().orElse(-1) + 1];
        Arrays.stream(assigned).filter(cluster -> cluster >= 0).forEach(cluster -> sizes[cluster]++);
        return sizes;
    }

    private static TensorFile file(TensorFile state, Map<String, HostTensor> encoder) {
        Map<String, HostTensor> tensors = new LinkedHashMap<>(encoder);
        for (String name : List.of("normalization.mean", "normalization.std")) {
            tensors.put(name, state.tensor(name));
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String name : List.of("weights_sha256", "fingerprint")) {
            attributes.put(name, state.attribute(name));
        }
        return new TensorFile(attributes, tensors);
    }

    private static Artifact json(String path, Map<String, ?> content) {
        try {
            return new Artifact(path, JSON.writeValueAsBytes(new TreeMap<>(content)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(path + " could not be written", e);
        }
    }

    private static Artifact text(String path, String content) {
        return new Artifact(path, content.getBytes(StandardCharsets.UTF_8));
    }
}
