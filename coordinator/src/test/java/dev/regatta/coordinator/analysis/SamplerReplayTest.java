package dev.regatta.coordinator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.search.Sampler;
import dev.regatta.coordinator.search.Samplers;
import dev.regatta.protocol.api.WhatIf;
import dev.regatta.protocol.study.SamplerSpec;
import dev.regatta.protocol.study.StudyFile;
import dev.regatta.protocol.study.StudySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplerReplayTest {
    private static final StudySpec STUDY = study("""
            parameters:
              x: {type: float, low: 0, high: 1}
              y: {type: float, low: 0, high: 1}
            """);

    private static StudySpec study(String parameters) {
        StudyFile file = StudyFile.parse(
                "name: s\ntrials: 200\nseed: 5\nworkload: external\nobjective: {metric: loss, direction: minimize}\n"
                        + parameters);
        return ((StudyFile.Valid) file).spec();
    }

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
        return SamplerReplay.of(sampler, STUDY, recorded);
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
    void parametersThatDependOnWhatIsFixedAreSampledToo() {
        StudySpec conditional = study("""
                parameters:
                  x: {type: float, low: 0, high: 1, when: {kind: a}}
                  y: {type: float, low: 0, high: 1, when: {kind: a}}
                fixed: {kind: a}
                """);

        WhatIf.SamplerOutcome outcome =
                SamplerReplay.of(Samplers.of(new SamplerSpec("tpe"), 5), conditional, recorded(200));

        assertThat(outcome.replayedUntilBest()).isLessThan(100);
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
