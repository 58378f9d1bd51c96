package dev.regatta.coordinator.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regatta.coordinator.search.Direction;
import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.ObservedTrial;
import dev.regatta.protocol.study.Parameters;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitTest {

    /** Trials that end with their own number. */
    private static History trials(int count) {
        History history = History.empty(List.of(Direction.MINIMIZE));
        for (int i = 0; i < count; i++) {
            history = history.with(ObservedTrial.running(i, Parameters.NONE).completed((double) i));
        }
        return history;
    }

    @Test
    void goodTrialsWeighByTheSquareOfTheirRankAndOneOnAverage() {
        Split split = Split.of(trials(40), false);

        assertThat(split.below()).extracting(ObservedTrial::number).containsExactly(0, 1, 2, 3);
        double[] weights = split.belowWeights();
        assertThat(Arrays.stream(weights).sum()).isCloseTo(4, within(1e-12));
        for (int place = 0; place < weights.length; place++) {
            int fromLast = 4 - place;
            assertThat(weights[place] / weights[3]).isCloseTo(fromLast * fromLast, within(1e-12));
        }
    }

    @Test
    void othersAreSampledEvenlyByAgeAndStandForAll() {
        Split split = Split.of(trials(10_000), false);

        assertThat(split.below()).hasSize(Split.MOST_BELOW);
        assertThat(split.above()).hasSizeBetween(Split.MOST_ABOVE - Split.MOST_BELOW, Split.MOST_ABOVE);
        assertThat(split.above().get(split.above().size() - 1).number()).isGreaterThan(9_900);
        assertThat(Arrays.stream(split.aboveWeights()).sum()).isBetween(4_900.0, 5_100.0);
    }
}
