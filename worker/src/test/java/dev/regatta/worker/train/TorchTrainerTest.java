package dev.regatta.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import dev.regatta.protocol.metric.Metric;
import dev.regatta.protocol.metric.Metrics;
import dev.regatta.protocol.study.DatasetSpec;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.worker.TestEngine;
import dev.regatta.worker.attempt.Artifact;
import dev.regatta.worker.attempt.AttemptContext;
import dev.regatta.worker.attempt.AttemptOutcome;
import dev.regatta.worker.attempt.Progress;
import dev.regatta.worker.attempt.Snapshot;
import dev.regatta.worker.attempt.TrialSettings;
import dev.regatta.worker.checkpoint.TensorFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchTrainerTest {

    @Test
    void everyEpochEndsWithASnapshotAndTheEvaluationWithTheLast() {
        RecordingContext context = RecordingContext.undisturbed();

        AttemptOutcome outcome = TinyTrial.run(TinyTrial.of(Map.of()), Optional.empty(), context);

        assertThat(context.snapshots())
                .extracting(Snapshot::kind)
                .containsExactly(Snapshot.Kind.EPOCH_END, Snapshot.Kind.EPOCH_END, Snapshot.Kind.EVALUATED);
        assertThat(context.snapshots()).extracting(Snapshot::epoch).containsExactly(1, 2, 2);
        assertThat(context.snapshots()).extracting(Snapshot::step).containsExactly(6L, 12L, 12L);
        assertThat(context.snapshots().get(1).metrics()).containsOnlyKeys(names(Metric.When.EPOCH));
        assertThat(outcome).isInstanceOfSatisfying(AttemptOutcome.Completed.class, completed -> {
            assertThat(completed.metrics()).containsOnlyKeys(names(Metric.When.END));
            assertThat(completed.metrics().values())
                    .allSatisfy(value -> assertThat(value).isFinite());
            assertThat(completed.metrics().get("final_loss"))
                    .isEqualTo(context.snapshots().get(1).metrics().get("loss"));
            assertThat(completed.metrics()).isEqualTo(context.snapshots().get(2).metrics());
            assertThat(completed.weightsSha256()).matches("[0-9a-f]{64}");
        });
    }

    @Test
    void resultComesWithPlotsAndTheEncoder() {
        AttemptOutcome outcome =
                TinyTrial.run(TinyTrial.of(Map.of()), Optional.empty(), RecordingContext.undisturbed());

        List<Artifact> artifacts = ((AttemptOutcome.Completed) outcome).artifacts();
        assertThat(artifacts)
                .extracting(Artifact::path)
                .containsExactly(
                        "evaluation/confusion.json",
                        "evaluation/confusion.svg",
                        "evaluation/clusters.json",
                        "evaluation/clusters.svg",
                        "evaluation/assignments.json",
                        "evaluation/assignments.svg",
                        "inspection/clusters.json",
                        "inspection/prototypes.png",
                        "inspection/embedding.json",
                        "model/encoder.rgt");
        TensorFile encoder = TensorFile.decode(artifacts.get(9).content());
        assertThat(encoder.tensors()).containsKeys("encoder.stem.weight", "normalization.mean", "normalization.std");
        assertThat(encoder.attribute("weights_sha256")).isEqualTo(((AttemptOutcome.Completed) outcome).weightsSha256());
    }

    @Test
    void evaluationWithoutClustersIsTheLinearProbeAlone() {
        RecordingContext context = RecordingContext.undisturbed();

        TinyTrial.run(TinyTrial.of(Map.of("method", "random-init", "cluster_eval", "none")), Optional.empty(), context);

        assertThat(context.snapshots().get(0).metrics())
                .containsOnlyKeys("validation_linear_accuracy", "train_linear_accuracy", "test_linear_accuracy");
    }

    @Test
    void progressCountsStepsOfTheWholeRun() {
        RecordingContext context = RecordingContext.undisturbed();
        TinyTrial.run(TinyTrial.of(Map.of()), Optional.empty(), context);

        List<Progress> training = context.progress().stream()
                .filter(progress -> progress.phase() == Progress.Phase.TRAINING)
                .toList();

        assertThat(training)
                .extracting(Progress::step)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(training).allSatisfy(progress -> {
            assertThat(progress.steps()).isEqualTo(12);
            assertThat(progress.loss()).isFinite();
        });
    }

    @Test
    void prototypesAreAFileOfTheirOwn() {
        RecordingContext context = RecordingContext.undisturbed();
        TinyTrial.run(TinyTrial.of(Map.of()), Optional.empty(), context);

        TensorFile file =
                TensorFile.decode(context.snapshots().get(0).prototypes().orElseThrow());

        assertThat(file.tensor("prototypes").shape()).containsExactly(6, 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"random-init", "raw-pixels"})
    void controlIsEvaluatedAtOnce(String control) {
        RecordingContext context = RecordingContext.undisturbed();

        AttemptOutcome outcome = TinyTrial.run(TinyTrial.of(Map.of("method", control)), Optional.empty(), context);

        assertThat(outcome).isInstanceOf(AttemptOutcome.Completed.class);
        assertThat(context.snapshots()).extracting(Snapshot::kind).containsExactly(Snapshot.Kind.EVALUATED);
        assertThat(context.snapshots().get(0).prototypes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"generated-series", "generated-tabular"})
    void seriesAndTablesAreTrainedOnAsPicturesAre(String dataset) {
        RecordingContext context = RecordingContext.undisturbed();

        AttemptOutcome outcome =
                TinyTrial.run(TinyTrial.of(Map.of("method", "deepcluster-kd"), dataset), Optional.empty(), context);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AttemptOutcome.Completed.class,
                        completed -> assertThat(completed.metrics())
                                .containsKeys("test_linear_accuracy", "test_knn_accuracy_pooled", "final_loss"));
        assertThat(context.snapshots()).hasSize(3);
        assertThat(context.snapshots().get(2).prototypes()).isPresent();
    }

    /**
     * Native arrays are counted at each of 1,000 steps: one that outlives its step would show as growth. Tables are trained
     * on, whose network is the fastest.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "method=id",
                "method=id instance_loss=nce",
                "method=idfd",
                "method=concurl",
                "method=deepcluster",
                "method=deepcluster-v2",
                "method=deepcluster-kd",
            })
    void memoryStaysFlatOverAThousandSteps(String options) {
        assertThat(countsOfEachStep(options + " batch_size=2 epochs=20", "generated-tabular"))
                .hasSize(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "method=deepcluster-v2 corruption=mixup ema_momentum=0.9 heads=2 whiten=true labels=balanced",
                "method=deepcluster-kd kmeans_input=each hint_reduction=norm optimizer=larc"
            })
    void memoryStaysFlatOnPicturesToo(String options) {
        assertThat(countsOfEachStep(options, "generated")).hasSize(2 * TinyTrial.STEPS_AN_EPOCH);
    }

    /** The count of native arrays after each step, all alike. */
    private static List<Integer> countsOfEachStep(String options, String dataset) {
        List<Integer> counts = new ArrayList<>();
        AttemptContext context = new AttemptContext() {
            @Override
            public boolean stopRequested() {
                return false;
            }

            @Override
            public void progress(Progress progress) {
                counts.add(nativeArrays());
            }

            @Override
            public void checkpoint(Snapshot snapshot) {}
        };
        int before = nativeArrays();

        AttemptOutcome outcome =
                TinyTrial.run(TinyTrial.of(TinyTrial.parse(options), dataset), Optional.empty(), context);

        assertThat(outcome).isInstanceOf(AttemptOutcome.Completed.class);
        List<Integer> training = counts.subList(1, counts.size() - 1);
        assertThat(training.get(0)).isGreaterThan(before + 50);
        assertThat(training).containsOnly(training.get(0));
        assertThat(nativeArrays()).isEqualTo(before);
        return training;
    }

    @Test
    void settingsThatDoNotFitTheDataAreInvalid() {
        assertThat(TinyTrial.run(
                        TinyTrial.of(Map.of("clusters", 97)), Optional.empty(), RecordingContext.undisturbed()))
                .isEqualTo(new AttemptOutcome.Invalid(
                        "clusters is 97, must be ≤ the number of samples an epoch visits, which is 96"));
        assertThat(TinyTrial.run(
                        TinyTrial.of(Map.of("batch_size", 128)), Optional.empty(), RecordingContext.undisturbed()))
                .isEqualTo(new AttemptOutcome.Invalid(
                        "batch_size is 128, must be ≤ the number of training samples, which is 100"));
        assertThat(TinyTrial.run(
                        TinyTrial.of(Map.of("learning_rate", 3.0)), Optional.empty(), RecordingContext.undisturbed()))
                .isEqualTo(new AttemptOutcome.Invalid("learning_rate is 3.0, must be ≤ 1.0"));
    }

    @Test
    void unknownDataSetIsInvalid() {
        TrialSettings settings = new TrialSettings(
                TinyTrial.of(Map.of()).parameters(),
                new DatasetSpec("mnist", Optional.empty(), Optional.empty(), Optional.empty(), 1),
                0,
                1);

        assertThat(TinyTrial.run(settings, Optional.empty(), RecordingContext.undisturbed()))
                .isInstanceOfSatisfying(
                        AttemptOutcome.Invalid.class,
                        invalid -> assertThat(invalid.message())
                                .startsWith("dataset.name is \"mnist\", must be one of generated, "));
    }

    @Test
    void damagedDataEndTheTrialAsInvalidWithTheirPlace(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.csv"), "x,y\n1,2\n3\n");
        DatasetSpec dataset = new DatasetSpec(
                "csv",
                Optional.of(directory.toString()),
                Optional.empty(),
                Optional.empty(),
                1,
                new Parameters(Map.of("train", "a.csv")));
        TrialSettings settings = new TrialSettings(TinyTrial.of(Map.of()).parameters(), dataset, 0, 1);

        assertThat(TinyTrial.run(settings, Optional.empty(), RecordingContext.undisturbed()))
                .isEqualTo(
                        new AttemptOutcome.Invalid(directory.resolve("a.csv") + ": line 3: has 1 fields, expected 2"));
    }

    @Test
    void samplesThatNoEncoderTakesAreInvalid() {
        DatasetSpec rows = new DatasetSpec("generated-tabular", Optional.empty(), Optional.of(50), Optional.of(10), 1);

        assertThat(TinyTrial.run(
                        new TrialSettings(
                                TinyTrial.of(Map.of("encoder", "resnet-18")).parameters(), rows, 0, 1),
                        Optional.empty(),
                        RecordingContext.undisturbed()))
                .isEqualTo(new AttemptOutcome.Invalid(
                        "encoder is resnet-18, which takes samples of 3 dimensions; the data set's are (32)"));
    }

    @Test
    void dataWithoutLabelsAreTrainedOnAndJudgedByTheirLoss(@TempDir Path directory) throws IOException {
        for (int i = 0; i < 24; i++) {
            BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
            for (int pixel = 0; pixel < 64; pixel++) {
                image.setRGB(pixel % 8, pixel / 8, (i * 64 + pixel) * 7919);
            }
            ImageIO.write(image, "png", directory.resolve(i + ".png").toFile());
        }
        DatasetSpec dataset = new DatasetSpec(
                "images",
                Optional.of(directory.toString()),
                Optional.empty(),
                Optional.empty(),
                1,
                new Parameters(Map.of("resize", 8)));
        RecordingContext context = RecordingContext.undisturbed();

        AttemptOutcome outcome = TinyTrial.run(
                new TrialSettings(TinyTrial.of(Map.of("batch_size", 16)).parameters(), dataset, 0, 1),
                Optional.empty(),
                context);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AttemptOutcome.Completed.class,
                        completed -> assertThat(completed.metrics()).containsOnlyKeys("final_loss"));
        assertThat(context.snapshots().get(0).metrics()).doesNotContainKeys("knn_accuracy", "purity");
        assertThat(TinyTrial.run(
                        new TrialSettings(
                                TinyTrial.of(Map.of("method", "random-init")).parameters(), dataset, 0, 1),
                        Optional.empty(),
                        RecordingContext.undisturbed()))
                .isEqualTo(new AttemptOutcome.Invalid("method is random-init, which is only evaluated, but the data set"
                        + " has no labels to evaluate by"));
    }

    @Test
    void deviceThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> TorchEngine.load(1, "gpu:99"))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageStartingWith("device is gpu:99, the engine sees");
        assertThatThrownBy(() -> TorchEngine.load(1, "tpu")).hasMessage("device is \"tpu\", must be cpu or gpu:N");
    }

    private static List<String> names(Metric.When when) {
        return Metrics.all().stream()
                .filter(metric -> metric.when() == when)
                .map(Metric::name)
                .toList();
    }

    private static int nativeArrays() {
        try (NDManager manager = TestEngine.manager()) {
            return manager.getParentManager().getManagedArrays().size();
        }
    }
}
