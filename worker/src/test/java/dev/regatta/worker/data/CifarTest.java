package dev.regatta.worker.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.protocol.study.DatasetSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarTest {
    private static final int RECORD = 3073;

    @TempDir
    private Path directory;

    @BeforeEach
    void writeTwoRecordsAFile() throws IOException {
        for (int i = 1; i <= 5; i++) {
            write(directory, "data_batch_" + i + ".bin", 2 * RECORD, i);
        }
        write(directory, "test_batch.bin", 2 * RECORD, 9);
    }

    @Test
    void recordsBecomeSamplesInTheFilesOrder() {
        LabelledData data = open(spec(Optional.empty(), 1));

        assertThat(data.train().samples().size()).isEqualTo(10);
        assertThat(data.train().samples().sampleShape().getShape()).containsExactly(3, 32, 32);
        assertThat(data.train().labels().of(2)).isEqualTo(2);
        assertThat(data.test().labels().of(1)).isEqualTo(9);
        float[] sample = new float[3072];
        data.train().samples().read(0, sample, 0);
        assertThat(sample[0]).isEqualTo(1 / 255f);
    }

    @Test
    void limitTakesTheFirstSamplesAcrossFiles() {
        LabelledData data = open(spec(Optional.of(3), 1));

        assertThat(data.train().samples().size()).isEqualTo(3);
        assertThat(data.train().labels().of(2)).isEqualTo(2);
        assertThat(data.test().samples().size()).isEqualTo(2);
    }

    @Test
    void officialFolderNameIsFoundByItself() throws IOException {
        Path parent = directory.resolve("parent");
        Files.createDirectories(parent);
        Path inner = parent.resolve("cifar-10-batches-bin");
        Files.createDirectories(inner);
        for (int i = 1; i <= 5; i++) {
            write(inner, "data_batch_" + i + ".bin", RECORD, 3);
        }
        write(inner, "test_batch.bin", RECORD, 3);

        assertThat(Datasets.open(spec(Optional.empty(), 1), Optional.of(parent))
                        .train()
                        .size())
                .isEqualTo(5);
    }

    @Test
    void truncatedFileNamesTheOffsetAndWhatIsMissing() throws IOException {
        write(directory, "data_batch_3.bin", 2 * RECORD - 73, 1);

        assertThatThrownBy(() -> open(spec(Optional.empty(), 1)))
                .isInstanceOf(DataException.class)
                .hasMessage(directory.resolve("data_batch_3.bin")
                        + ": has 6073 bytes, expected whole records of 3073; the record at offset 3073 is cut off"
                        + " after 3000 bytes");
    }

    @Test
    void labelOutOfRangeNamesTheOffset() throws IOException {
        byte[] bytes = new byte[2 * RECORD];
        bytes[RECORD] = 10;
        Files.write(directory.resolve("test_batch.bin"), bytes);

        assertThatThrownBy(() -> open(spec(Optional.empty(), 1)))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("test_batch.bin: offset 3073: label is 10, must be ≤ 9");
    }

    @Test
    void missingFileIsNamed() throws IOException {
        Files.delete(directory.resolve("data_batch_5.bin"));

        assertThatThrownBy(() -> open(spec(Optional.empty(), 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("data_batch_5.bin: there is no such file");
    }

    @Test
    void missingDirectorySettingIsExplained() {
        assertThatThrownBy(() -> Datasets.open(spec(Optional.empty(), 1), Optional.empty()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("data set cifar10 has no directory");
    }

    @Test
    void unknownDataSetAndBadBoundsAreRefused() {
        assertThatThrownBy(
                        () -> open(new DatasetSpec("mnist", Optional.empty(), Optional.empty(), Optional.empty(), 1)))
                .hasMessageStartingWith("dataset.name is \"mnist\", must be one of generated, ");
        assertThatThrownBy(() -> open(spec(Optional.of(0), 1))).hasMessage("dataset.limit is 0, must be ≥ 1");
        assertThatThrownBy(() -> open(spec(Optional.empty(), 3))).hasMessage("dataset.downsample is 3, must divide 32");
    }

    @Test
    void recordsOfCifar100HaveTwoLabels() throws IOException {
        byte[] two = new byte[2 * 3074];
        two[0] = 19;
        two[1] = 99;
        two[2] = (byte) 255;
        Files.write(directory.resolve("train.bin"), two);
        Files.write(directory.resolve("test.bin"), new byte[3074]);

        LabelledData fine = Specs.open(directory, "cifar100").labelled().orElseThrow();
        LabelledData coarse =
                Specs.open(directory, "cifar100", "labels", "coarse").labelled().orElseThrow();

        assertThat(fine.train().labels().of(0)).isEqualTo(99);
        assertThat(fine.train().labels().classes()).isEqualTo(100);
        assertThat(coarse.train().labels().of(0)).isEqualTo(19);
        assertThat(Specs.sample(fine.train().samples(), 0)[0]).isEqualTo(1);
        two[3074] = 20;
        Files.write(directory.resolve("train.bin"), two);
        assertThatThrownBy(() -> Specs.open(directory, "cifar100", "labels", "coarse"))
                .hasMessageEndingWith("train.bin: offset 3074: label is 20, must be ≤ 19");
    }

    @Test
    void downsamplingAveragesSquares() {
        byte[] picture = new byte[3072];
        picture[0] = 10;
        picture[1] = 20;
        picture[32] = 30;
        picture[33] = (byte) 255;
        byte[] target = new byte[1 + 768];

        Pictures.downsample(picture, 0, 2, target, 1);

        assertThat(target[1] & 0xff).isEqualTo(79); // (10 + 20 + 30 + 255) / 4 = 78.75
        assertThat(target[2]).isZero();
    }

    private LabelledData open(DatasetSpec spec) {
        return Datasets.open(spec, Optional.of(directory)).labelled().orElseThrow();
    }

    private static DatasetSpec spec(Optional<Integer> limit, int downsample) {
        return new DatasetSpec("cifar10", Optional.empty(), limit, Optional.empty(), downsample);
    }

    /** Every byte is {@code value}, the labels too. */
    private static void write(Path folder, String name, int bytes, int value) throws IOException {
        byte[] content = new byte[bytes];
        Arrays.fill(content, (byte) value);
        Files.write(folder.resolve(name), content);
    }
}
