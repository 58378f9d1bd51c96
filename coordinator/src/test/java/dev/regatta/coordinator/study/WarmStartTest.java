package dev.regatta.coordinator.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.search.ObservedTrial;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.study.PriorTrial;
import dev.regatta.protocol.study.SamplerSpec;
import dev.regatta.protocol.study.StudySpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarmStartTest {
    private static final StudySpec LATER = Studies.external(50, 2)
            .spec()
            .with(new SamplerSpec("tpe").with("startup_trials", 2L))
            .warmStartedBy(List.of(new StudyId("earlier")));

    private static Programs earlier(double... values) {
        Programs programs = new Programs(Studies.external(50, 2));
        for (int trial = 0; trial < values.length; trial++) {
            programs.ask("key-" + trial);
            programs.complete(trial, Map.of("accuracy", values[trial]));
        }
        return programs;
    }

    @Test
    void completedTrialsOfEarlierStudiesAreWhatTheSamplerBeginsWith() {
        Programs earlier = earlier(0.1, 0.9, Double.NaN);
        List<PriorTrial> priors = WarmStart.priors(LATER, List.of(earlier.live().study()));
        assertThat(priors).extracting(PriorTrial::trial).containsExactly(0, 1);

        LiveStudy live = new LiveStudy().tell(new CreateStudy("r", Studies.ID, LATER, priors));

        StudyState study = live.study();
        assertThat(study.trials()).isEmpty();
        assertThat(study.best()).isEmpty();
        assertThat(study.progress().history().trials())
                .extracting(ObservedTrial::number)
                .containsExactly(-2, -1);
        assertThat(study.progress().history().ranking().first().trial().values())
                .containsExactly(0.9);
        assertThat(study.progress()
                        .history()
                        .ranking()
                        .first()
                        .trial()
                        .parameters()
                        .values())
                .containsOnlyKeys("learning_rate");
    }

    @Test
    void aTrialWithoutAParameterOrOutsideItsRangeIsLeftOut() {
        StudyState study = earlier(0.5).live().study();
        StudySpec narrow = new StudySpec(
                LATER.name(),
                LATER.description(),
                0,
                LATER.objective(),
                LATER.sampler(),
                5,
                1,
                0,
                LATER.workload(),
                LATER.dataset(),
                Map.of("learning_rate", new dev.regatta.protocol.study.Range.FloatRange(5, 6, false)),
                LATER.fixed(),
                List.of());

        assertThat(WarmStart.priors(narrow, List.of(study))).isEmpty();
    }

    @Test
    void theReplayOfAWarmStartedStudyDerivesTheSame() {
        List<PriorTrial> priors =
                WarmStart.priors(LATER, List.of(earlier(0.1, 0.9, 0.3).live().study()));
        Programs programs = new Programs(new CreateStudy("r", Studies.ID, LATER, priors));
        for (int trial = 0; trial < 5; trial++) {
            programs.ask("key-" + trial);
            programs.complete(trial, Map.of("accuracy", trial / 10.0));
        }

        assertThat(programs.live().replayed()).isEmpty();
    }
}
