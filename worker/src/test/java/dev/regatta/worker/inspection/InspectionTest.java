package dev.regatta.worker.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.codec.Json;
import dev.regatta.worker.attempt.Artifact;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.Dataset;
import dev.regatta.worker.data.Labels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class InspectionTest {
    private static final Labels LABELS = new Labels(new int[] {0, 0, 1, 1, 1, 2}, 3);

    @Test
    void clustersComeLargestFirstWithTheirPurityAndNearestSamples() throws IOException {
        JsonNode file =
                read(Inspection.of(state(), pictures(3, 2, 2), Optional.of(LABELS)), "inspection/clusters.json");

        assertThat(file.get("clusters").asInt()).isEqualTo(3);
        assertThat(file.get("samples").asInt()).isEqualTo(6);
        assertThat(file.get("purity").asDouble()).isEqualTo(5 / 6.0);
        assertThat(file.get("largest")).hasSize(2);
        JsonNode largest = file.get("largest").get(0);
        assertThat(largest.get("cluster").asInt()).isEqualTo(2);
        assertThat(largest.get("size").asInt()).isEqualTo(4);
        assertThat(largest.get("common_class").asInt()).isEqualTo(1);
        assertThat(largest.get("purity").asDouble()).isEqualTo(0.75);
        assertThat(largest.get("nearest")).extracting(JsonNode::asInt).containsExactly(4, 3, 2, 5);
    }

    @Test
    void picturesOfEachClusterAreARowOfTheSheet() throws IOException {
        List<Artifact> artifacts = Inspection.of(state(), pictures(3, 2, 2), Optional.empty());

        JsonNode pictures = read(artifacts, "inspection/clusters.json").get("pictures");
        BufferedImage sheet = ImageIO.read(
                new ByteArrayInputStream(content(artifacts, pictures.get("path").asText())));
        assertThat(sheet.getWidth()).isEqualTo(8 * pictures.get("width").asInt());
        assertThat(sheet.getHeight()).isEqualTo(2 * pictures.get("height").asInt());
        assertThat(sheet.getRGB(0, 0)).isEqualTo(colour(4));
        assertThat(sheet.getRGB(2, 0)).isEqualTo(colour(3));
        assertThat(sheet.getRGB(0, 2)).isEqualTo(colour(0));
        assertThat(sheet.getRGB(15, 3) >>> 24).as("beyond the last sample").isZero();
    }

    @Test
    void largePicturesAreMadeSmallAndOtherChannelsGrey() throws IOException {
        List<Artifact> artifacts = Inspection.of(state(), pictures(2, 100, 60), Optional.empty());

        JsonNode pictures = read(artifacts, "inspection/clusters.json").get("pictures");
        assertThat(pictures.get("height").asInt()).isEqualTo(33);
        assertThat(pictures.get("width").asInt()).isEqualTo(20);
        BufferedImage sheet = ImageIO.read(new ByteArrayInputStream(content(artifacts, "inspection/prototypes.png")));
        int level = 40 * 4;
        assertThat(sheet.getRGB(0, 0) & 0xffffff).isEqualTo(level << 16 | level << 8 | level);
    }

    @Test
    void seriesHaveClustersWithoutPictures() throws IOException {
        List<Artifact> artifacts = Inspection.of(state(), samples(new Shape(1, 4)), Optional.empty());

        assertThat(artifacts)
                .extracting(Artifact::path)
                .containsExactly("inspection/clusters.json", "inspection/embedding.json");
        JsonNode file = read(artifacts, "inspection/clusters.json");
        assertThat(file.has("pictures")).isFalse();
        assertThat(file.has("purity")).isFalse();
        assertThat(file.get("largest").get(0).get("nearest")).hasSize(4);
    }

    @Test
    void embeddingsLieAlongWhatVariesMost() throws IOException {
        JsonNode file =
                read(Inspection.of(state(), pictures(3, 2, 2), Optional.of(LABELS)), "inspection/embedding.json");

        assertThat(file.get("samples")).extracting(JsonNode::asInt).containsExactly(5, 4, 3, 2, 1, 0);
        assertThat(file.get("clusters")).extracting(JsonNode::asInt).containsExactly(2, 2, 2, 2, 0, 0);
        assertThat(file.get("classes")).extracting(JsonNode::asInt).containsExactly(2, 1, 1, 1, 0, 0);
        double[] explained = {
            file.get("explained").get(0).asDouble(),
            file.get("explained").get(1).asDouble()
        };
        assertThat(explained[0]).isGreaterThan(0.8);
        assertThat(explained[0] + explained[1]).isEqualTo(1, within(1e-6));
        double apart = file.get("x").get(1).asDouble() - file.get("x").get(5).asDouble();
        assertThat(Math.abs(apart)).isGreaterThan(1);
        assertThat(file.get("prototypes")).hasSize(2);
        assertThat(file.get("prototypes").get(0).get("x").asDouble())
                .isEqualTo(file.get("x").get(1).asDouble(), within(0.01));
    }

    @Test
    void manyEmbeddingsAreSpreadOverTheMemory() throws IOException {
        int count = 5_000;
        float[] rows = new float[2 * count];
        int[] samples = new int[count];
        for (int i = 0; i < count; i++) {
            rows[2 * i] = 1;
            rows[2 * i + 1] = i;
            samples[i] = i;
        }
        TensorFile state = new TensorFile(
                Map.of(),
                Map.of(
                        "bank.embeddings",
                        HostTensor.of(rows, count, 2),
                        "bank.indices",
                        HostTensor.of(samples, count)));

        JsonNode file = read(Inspection.of(state, pictures(3, 2, 2), Optional.empty()), "inspection/embedding.json");

        assertThat(file.get("samples")).hasSize(2_000);
        assertThat(file.get("samples").get(1_999).asInt()).isEqualTo(4_997);
        assertThat(file.get("clusters")).isEmpty();
        assertThat(file.get("classes")).isEmpty();
    }

    @Test
    void embeddingsThatAreNotFiniteAreNotShown() {
        Map<String, HostTensor> tensors = new LinkedHashMap<>(state().tensors());
        tensors.put("bank.embeddings", HostTensor.of(new float[] {Float.NaN, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0}, 6, 2));

        assertThat(Inspection.of(new TensorFile(Map.of(), tensors), pictures(3, 2, 2), Optional.empty()))
                .extracting(Artifact::path)
                .containsExactly("inspection/clusters.json", "inspection/prototypes.png");
    }

    @Test
    void methodThatRemembersNothingLeavesNothing() {
        assertThat(Inspection.of(new TensorFile(Map.of(), Map.of()), pictures(3, 2, 2), Optional.of(LABELS)))
                .isEmpty();
    }

    /** Samples 0 and 1 in cluster 0 around (1, 0), the others in cluster 2 around (0, 1), none in cluster 1. */
    private static TensorFile state() {
        float[] embeddings = {0.6f, 2, 0, 3, 0.1f, 1, 0.2f, 1, 2, 0.1f, 4, 0};
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        tensors.put("bank.indices", HostTensor.of(new int[] {5, 4, 3, 2, 1, 0}, 6));
        tensors.put("bank.embeddings", HostTensor.of(embeddings, 6, 2));
        tensors.put("assignments.current", HostTensor.of(new int[] {0, 0, 2, 2, 2, 2}, 6));
        tensors.put("weights.prototypes", HostTensor.of(new float[] {1, 0, 1, 1, 0, 5}, 3, 2));
        return new TensorFile(Map.of(), tensors);
    }

    private static Dataset pictures(int channels, int height, int width) {
        return samples(new Shape(channels, height, width));
    }

    /** Every value of sample i is 40·i / 255. */
    private static Dataset samples(Shape shape) {
        return new Dataset() {
            @Override
            public int size() {
                return 6;
            }

            @Override
            public Shape sampleShape() {
                return shape;
            }

            @Override
            public void read(int index, float[] target, int offset) {
                for (int i = 0; i < shape.size(); i++) {
                    target[offset + i] = 40 * index / 255f;
                }
            }

            @Override
            public long checksum() {
                return 0;
            }
        };
    }

    private static int colour(int sample) {
        int level = 40 * sample;
        return 0xff << 24 | level << 16 | level << 8 | level;
    }

    private static JsonNode read(List<Artifact> artifacts, String path) throws IOException {
        return Json.mapper().readTree(content(artifacts, path));
    }

    private static byte[] content(List<Artifact> artifacts, String path) {
        return artifacts.stream()
                .filter(artifact -> artifact.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + path + " among " + artifacts))
                .content();
    }
}
