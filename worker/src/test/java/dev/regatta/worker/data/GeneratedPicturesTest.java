package dev.regatta.worker.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.study.DatasetSpec;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneratedPicturesTest {

    @Test
    void samePicturesEveryTime() {
        assertThat(open(40, 2).train().samples().checksum())
                .isEqualTo(open(40, 2).train().samples().checksum());
    }

    @Test
    void picturesAreTheSameOnEveryMachine() {
        assertThat(open(40, 2).train().samples().checksum()).isEqualTo(613169432L);
    }

    @Test
    void limitTakesThePrefixOfTheSameSequence() {
        LabelledData small = open(20, 2);
        LabelledData large = open(40, 2);
        float[] a = new float[768];
        float[] b = new float[768];
        for (int i = 0; i < 20; i++) {
            small.train().samples().read(i, a, 0);
            large.train().samples().read(i, b, 0);
            assertThat(a).isEqualTo(b);
            assertThat(small.train().labels().of(i))
                    .isEqualTo(large.train().labels().of(i));
        }
    }

    @Test
    void splitsDiffer() {
        LabelledData data = open(40, 2);

        assertThat(data.train().samples().checksum())
                .isNotEqualTo(data.test().samples().checksum());
    }

    @Test
    void tenClassesAreAboutEquallyFrequent() {
        Labels labels = open(2000, 4).train().labels();

        for (int c = 0; c < 10; c++) {
            int wanted = c;
            assertThat(IntStream.range(0, 2000)
                            .filter(i -> labels.of(i) == wanted)
                            .count())
                    .isBetween(150L, 250L);
        }
    }

    @Test
    void downsamplingHalvesTheSides() {
        assertThat(open(10, 2).train().samples().sampleShape().getShape()).containsExactly(3, 16, 16);
        assertThat(open(10, 1).train().samples().sampleShape().getShape()).containsExactly(3, 32, 32);
    }

    @Test
    void channelStatisticsOfNormalizedSamplesAreZeroAndOne() {
        Dataset data = open(100, 4).train().samples();
        Normalization normalization = Normalization.of(data);
        double sum = 0;
        double squares = 0;
        float[] sample = new float[192];
        for (int i = 0; i < 100; i++) {
            data.read(i, sample, 0);
            normalization.apply(sample, 0, 192);
            for (int p = 64; p < 128; p++) {
                sum += sample[p];
                squares += sample[p] * sample[p];
            }
        }

        assertThat(sum / 6400).isBetween(-1e-4, 1e-4);
        assertThat(squares / 6400).isBetween(0.999, 1.001);
    }

    private static LabelledData open(int limit, int downsample) {
        return Datasets.open(
                        new DatasetSpec(
                                "generated", Optional.empty(), Optional.of(limit), Optional.of(limit), downsample),
                        Optional.empty())
                .labelled()
                .orElseThrow();
    }
}
