package dev.regatta.coordinator.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.search.Direction;
import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.ObservedTrial;
import dev.regatta.coordinator.search.SearchSpace;
import dev.regatta.coordinator.search.Seeds;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Range;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TpeSamplerTest {

    private static final SearchSpace SQUARE =
            SearchSpace.of(Map.of("x", new Range.FloatRange(0, 1, false), "y", new Range.FloatRange(0, 1, false)));

    private static final TpeSampler SAMPLER = new TpeSampler(new TpeSampler.Options(10, true, true, true, 24));

    /** Good trials at (.2, .2) and (.8, .8), bad ones along the border. */
    private static History twoGoodPlaces() {
        SplittableRandom random = new SplittableRandom(3);
        History history = History.empty(List.of(Direction.MINIMIZE));
        for (int i = 0; i < 200; i++) {
            boolean good = i < 20;
            double place = i % 2 == 0 ? .2 : .8;
            double x = good ? place + .02 * random.nextDouble() : i % 2;
            double y = good ? place + .02 * random.nextDouble() : random.nextDouble();
            history = history.with(ObservedTrial.running(i, new Parameters(Map.of("x", x, "y", y)))
                    .completed(good ? 0.0 : 1.0));
        }
        return history;
    }

    @Test
    void combinesValuesOfDifferentGoodTrials() {
        History history = twoGoodPlaces();
        int together = 0;
        int combined = 0;
        for (int trial = 200; trial < 300; trial++) {
            Parameters suggested =
                    SAMPLER.suggest(SQUARE, history, Seeds.forSampler(1, trial)).parameters();
            double x = (double) suggested.get("x").orElseThrow();
            double y = (double) suggested.get("y").orElseThrow();
            boolean isSame = x < .5 == y < .5;
            together += isSame ? 1 : 0;
            combined += isSame ? 0 : 1;
        }

        assertThat(combined).isBetween(10, 45);
        assertThat(together).isGreaterThan(combined);
    }

    /** Of 300 suggestions after 100 random trials on a bowl, how many come within .01 of its bottom, at (.3, .6). */
    private static long atTheBottom(TpeSampler sampler) {
        SplittableRandom random = new SplittableRandom(6);
        History history = History.empty(List.of(Direction.MINIMIZE));
        for (int i = 0; i < 100; i++) {
            double x = random.nextDouble();
            double y = random.nextDouble();
            history = history.with(ObservedTrial.running(i, new Parameters(Map.of("x", x, "y", y)))
                    .completed((x - .3) * (x - .3) + (y - .6) * (y - .6)));
        }
        History known = history;
        return IntStream.range(100, 400)
                .mapToObj(trial -> sampler.suggest(SQUARE, known, Seeds.forSampler(1, trial))
                        .parameters())
                .filter(at -> Math.hypot(
                                (double) at.get("x").orElseThrow() - .3,
                                (double) at.get("y").orElseThrow() - .6)
                        < .01)
                .count();
    }

    @Test
    void valuesOfGoodTrialsSayWhichWayItGoesDown() {
        assertThat(atTheBottom(SAMPLER)).isGreaterThan(80); // by l/g alone 60
    }
}
