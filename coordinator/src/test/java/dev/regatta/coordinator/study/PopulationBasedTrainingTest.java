package dev.regatta.coordinator.study;

import static dev.regatta.coordinator.study.Studies.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.event.AttemptStarted;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.study.SamplerSpec;
import dev.regatta.protocol.study.StudySpec;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Four trials side by side: the worst ends, and a copy of the best takes its place. */
class PopulationBasedTrainingTest {
    private static final SamplerSpec PBT =
            new SamplerSpec("pbt").with("population", 4L).with("interval", 1L);

    private final LiveStudy live = new LiveStudy();
    private final int[] sequences = new int[8];

    private void create(StudySpec spec) {
        live.tell(new CreateStudy("request-1", Studies.ID, spec.with(PBT)));
    }

    /** Trial {@code trial} trains an epoch, saves it and reports an accuracy. */
    private void train(int trial, int epoch, double accuracy) {
        live.say(new CheckpointSaved(header(trial), Studies.checkpoint(epoch)));
        live.say(new EpochReported(header(trial), epoch, epoch * 10L, Map.of("accuracy", accuracy)));
    }

    private dev.regatta.protocol.event.FactHeader header(int trial) {
        return Studies.header(trial, 1, 1, ++sequences[trial], ANNA);
    }

    private void begin(int trial) {
        live.claim(trial, 1, ANNA);
        live.say(new AttemptStarted(header(trial), Optional.empty(), Optional.empty()));
    }

    @Test
    void theWorstTrialsPlaceIsTakenByACopyOfABetterOneWithExploredParameters() {
        create(Studies.spec(8, 4));
        for (int trial = 0; trial < 4; trial++) {
            begin(trial);
        }
        for (int trial = 0; trial < 3; trial++) {
            train(trial, 1, 0.9 - trial / 10.0);
        }
        train(3, 1, 0.1);
        assertThat(live.trial(3).state()).isEqualTo(TrialState.STOPPING);
        assertThat(live.trial(3).ending()).contains(TrialEnding.PRUNE);
        live.say(new AttemptYielded(header(3), "pruned"));

        assertThat(live.trial(3).state()).isEqualTo(TrialState.PRUNED);
        Trial copy = live.trial(4);
        assertThat(copy.startedFrom()).contains(0);
        assertThat(copy.checkpoints()).containsExactly(Studies.checkpoint(1));
        assertThat(copy.parameters().get("learning_rate"))
                .isPresent()
                .isNotEqualTo(live.trial(0).parameters().get("learning_rate"));
        assertThat(live.last.work())
                .singleElement()
                .extracting(RunTrial::checkpoints)
                .isEqualTo(copy.checkpoints());
        assertThat(live.replayed()).isEmpty();
    }

    @Test
    void aTrialAtItsLastStepIsNotGoneOnFrom() {
        Programs programs = new Programs(new CreateStudy(
                "request-1", Studies.ID, Studies.external(9, 4).spec().with(PBT)));
        for (int trial = 0; trial < 4; trial++) {
            programs.ask("key-" + trial);
            programs.report(trial, 2, Map.of("accuracy", 0.5));
        }
        programs.report(1, 8, Map.of("accuracy", 0.9));
        programs.report(0, 8, Map.of("accuracy", 0.9));
        programs.complete(0, Map.of("accuracy", 0.9));
        programs.ask("next");

        assertThat(programs.live().trial(4).startedFrom()).contains(2);
    }

    @Test
    void aTrialThatHasCompletedIsNotGoneOnFrom() {
        Programs programs = new Programs(new CreateStudy(
                "request-1", Studies.ID, Studies.external(9, 4).spec().with(PBT)));
        for (int trial = 0; trial < 4; trial++) {
            programs.ask("key-" + trial);
            programs.report(trial, 2 + (trial == 0 ? 1 : 0), Map.of("accuracy", 0.5));
        }
        programs.complete(0, Map.of("accuracy", 0.9));
        programs.ask("while-others-train");
        for (int trial = 1; trial < 5; trial++) {
            programs.complete(trial, Map.of("accuracy", 0.5));
        }
        programs.ask("after-all");

        assertThat(programs.live().trial(4).startedFrom()).contains(1);
        assertThat(programs.live().trial(5).startedFrom()).isEmpty();
        assertThat(programs.live().trial(5).parameters())
                .isNotEqualTo(programs.live().trial(0).parameters());
    }

    @Test
    void aProgramIsToldWhichTrialToGoOnFrom() {
        Programs programs = new Programs(new CreateStudy(
                "request-1", Studies.ID, Studies.external(9, 4).spec().with(PBT)));
        for (int trial = 0; trial < 5; trial++) {
            programs.ask("key-" + trial);
            programs.report(trial, 1, Map.of("accuracy", 0.5 - trial / 100.0));
        }
        programs.ask("last");
        assertThat(programs.live().study().trials().size()).isEqualTo(4);
        programs.giveBack(3);
        programs.ask("again");

        assertThat(programs.live().trial(4).startedFrom()).contains(0);
        assertThat(programs.live().trial(4).checkpoints()).isEmpty();
    }
}
