package dev.regatta.coordinator.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.event.FailureKind;
import dev.regatta.protocol.study.Budget;
import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.study.SamplerSpec;
import dev.regatta.protocol.study.StudySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeveralObjectivesTest {
    private static final Objective LOSS = new Objective("loss", Objective.Direction.MINIMIZE);

    private static StudySpec spec() {
        return Studies.external(50, 2)
                .spec()
                .with(new SamplerSpec("nsga2"))
                .with(List.of(Studies.ACCURACY, LOSS), List.of());
    }

    private static Programs programs(StudySpec spec) {
        return new Programs(new CreateStudy("request-1", Studies.ID, spec));
    }

    private static void complete(Programs programs, int trial, double accuracy, double loss) {
        programs.ask("key-" + trial);
        programs.complete(trial, Map.of("accuracy", accuracy, "loss", loss));
    }

    @Test
    void theFrontHasWhatNoneDominatesAndThereIsNoBest() {
        Programs programs = programs(spec());
        complete(programs, 0, 1, 5);
        complete(programs, 1, 2, 6);
        complete(programs, 2, 0, 9);
        complete(programs, 3, 2, 4);

        StudyState study = programs.live().study();

        assertThat(study.progress().front()).containsExactly(3);
        assertThat(study.best()).isEmpty();
        assertThat(study.progress().history().trial(1).orElseThrow().values()).containsExactly(2.0, 6.0);
    }

    @Test
    void aTrialThatLacksAnObjectiveIsInNoFront() {
        Programs programs = programs(spec());
        programs.ask("a");
        programs.complete(0, Map.of("accuracy", 9.0));
        complete(programs, 1, 1, 5);

        assertThat(programs.live().study().progress().front()).containsExactly(1);
    }

    @Test
    void aFrontThatDoesNotChangeForLongEndsTheStudy() {
        Budget budget = new Budget(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(2));
        Programs programs = programs(spec().with(budget));
        complete(programs, 0, 1, 5);
        complete(programs, 1, 0, 6);
        complete(programs, 2, 0, 4); // not better in accuracy, but in loss
        complete(programs, 3, 0, 7);
        assertThat(programs.live().study().status()).isEqualTo(StudyStatus.RUNNING);
        complete(programs, 4, 0, 8);

        assertThat(programs.live().study().status()).isEqualTo(StudyStatus.COMPLETED);
        assertThat(programs.live().study().stopReason())
                .hasValueSatisfying(why -> assertThat(why).startsWith("2 completed trials"));
    }

    @Test
    void anInfeasibleTrialIsNeverTheBest() {
        StudySpec spec = Studies.external(50, 2).spec().with(List.of(Studies.ACCURACY), List.of("loss"));
        Programs programs = programs(spec);
        complete(programs, 0, 0.5, -1);
        complete(programs, 1, 0.9, 0.1);

        assertThat(programs.live().study().best()).contains(0);
        assertThat(programs.live()
                        .study()
                        .progress()
                        .history()
                        .ranking()
                        .first()
                        .trial()
                        .number())
                .isZero();
    }

    @Test
    void theStudySaysWhichFailuresAreTriedAgain() {
        StudySpec spec = Studies.external(50, 2).spec().retryingOn(List.of(FailureKind.DIVERGED));
        Programs programs = programs(spec);
        programs.ask("a");
        programs.ask("b");
        programs.fail(0, FailureKind.DIVERGED);
        programs.fail(1, FailureKind.INFRASTRUCTURE);

        assertThat(programs.live().trial(0).state()).isEqualTo(TrialState.QUEUED);
        assertThat(programs.live().trial(1).state()).isEqualTo(TrialState.FAILED);
    }
}
