package dev.regatta.worker.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedSamplesTest {

    @ParameterizedTest
    @CsvSource({"generated-tabular, 32, 572619815", "generated-series, 2|64, 2116839837"})
    void samplesAreTheSameOnEveryMachine(String name, String shape, long checksum) {
        Dataset train = open(name, 2000).train().samples();

        assertThat(train.sampleShape().getShape())
                .containsExactly(IntStream.of(shape.equals("32") ? new int[] {32} : new int[] {2, 64})
                        .asLongStream()
                        .toArray());
        assertThat(train.checksum()).isEqualTo(checksum);
    }

    @ParameterizedTest
    @ValueSource(strings = {"generated-tabular", "generated-series"})
    void limitTakesThePrefixAndEightClassesAreAboutEquallyFrequent(String name) {
        LabelledData small = open(name, 20);
        LabelledData large = open(name, 1600);

        for (int i = 0; i < 20; i++) {
            assertThat(Specs.sample(small.train().samples(), i))
                    .isEqualTo(Specs.sample(large.train().samples(), i));
        }
        assertThat(Specs.sample(small.test().samples(), 0))
                .isNotEqualTo(Specs.sample(small.train().samples(), 0));
        for (int c = 0; c < 8; c++) {
            int wanted = c;
            assertThat(IntStream.range(0, 1600)
                            .filter(i -> large.train().labels().of(i) == wanted)
                            .count())
                    .isBetween(140L, 260L);
        }
    }

    private static LabelledData open(String name, int limit) {
        return Datasets.open(Specs.limited(name, limit), Optional.empty())
                .labelled()
                .orElseThrow();
    }
}
