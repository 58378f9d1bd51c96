package dev.regatta.coordinator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.search.Direction;
import dev.regatta.coordinator.search.Sampler;
import dev.regatta.coordinator.search.Samplers;
import dev.regatta.coordinator.search.SearchSpace;
import dev.regatta.protocol.api.WhatIf;
import dev.regatta.protocol.study.Range;
import dev.regatta.protocol.study.SamplerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplerReplayTest {
    private static final Map<String, Range> SPACE =
            Map.of("x", new Range.FloatRange(0, 1, false), "y", new Range.FloatRange(0, 1, false));

    /** The best of the trials is the last. */
    private static List<Observation> recorded(int trials) {
        Random random = new Random(11);
        List<Observation> recorded = new ArrayList<>();
        for (int trial = 0; trial < trials - 1; trial++) {
            recorded.add(observation(trial, random.nextDouble(), random.nextDouble()));
        }
        recorded.add(observation(trials - 1, 0.3, 0.7));
        return recorded;
    }

    private static Observation observation(int trial, double x, double y) {
        return new Observation(trial, Map.of("x", x, "y", y), (x - 0.3) * (x - 0.3) + (y - 0.7) * (y - 0.7));
    }

    private static WhatIf.SamplerOutcome replay(Sampler sampler, List<Observation> recorded) {
        return SamplerReplay.of(sampler, SearchSpace.of(SPACE), Axis.of(SPACE), recorded, Direction.MINIMIZE, 5);
    }

    @Test
    void aSamplerThatLearnsFindsTheBestLongBeforeItCameAsRecorded() {
        WhatIf.SamplerOutcome outcome = replay(Samplers.of(new SamplerSpec("tpe"), 5), recorded(200));

        assertThat(outcome.trials()).isEqualTo(200);
        assertThat(outcome.recordedUntilBest()).isEqualTo(200);
        assertThat(outcome.replayedUntilBest()).isLessThan(100);
        assertThat(outcome.replayedHalfway()).isZero();
        assertThat(outcome.recordedHalfway()).isPositive();
    }

    @Test
    void trialsWithoutANumberAreLeftOut() {
        List<Observation> recorded =
                List.of(observation(0, 0.5, 0.5), new Observation(1, Map.of("x", 0.1, "y", 0.1), Double.NaN));

        assertThat(replay(Samplers.of(new SamplerSpec("random"), 5), recorded).trials())
                .isEqualTo(1);
        assertThat(replay(Samplers.of(new SamplerSpec("random"), 5), List.of()).replayedUntilBest())
                .isZero();
    }
}
