package dev.regatta.coordinator.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.search.ObservedTrial.Status;
import dev.regatta.protocol.study.Parameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static ObservedTrial trial(int number) {
        return ObservedTrial.running(number, Parameters.NONE);
    }

    private static List<Integer> ranking(History history) {
        return history.ranking().stream().map(each -> each.trial().number()).toList();
    }

    @Test
    void completedTrialsComeFirstThenThoseThatCameFurther() {
        History history = History.empty(List.of(Direction.MINIMIZE))
                .with(trial(0).reported(1, 0.1).in(Status.PRUNED))
                .with(trial(1).reported(1, 0.9).reported(3, 0.8).in(Status.PAUSED))
                .with(trial(2).completed(5.0))
                .with(trial(3).completed(4.0))
                .with(trial(4).completed(Double.NaN))
                .with(trial(5).completed(1.0).constrained(List.of(0.5)))
                .with(trial(6).reported(1, 0.0).in(Status.FAILED))
                .with(trial(7));

        assertThat(ranking(history)).containsExactly(3, 2, 4, 1, 0, 5);
        assertThat(history.running()).extracting(ObservedTrial::number).containsExactly(7);
        assertThat(history.completed()).isEqualTo(4);
    }

    @Test
    void aMaximizedObjectiveIsRankedByItsNegative() {
        History history = History.empty(List.of(Direction.MAXIMIZE))
                .with(trial(0).completed(1.0))
                .with(trial(1).completed(2.0))
                .with(trial(2).completed(Double.NEGATIVE_INFINITY))
                .with(trial(3).completed(Double.NaN));

        assertThat(ranking(history)).containsExactly(1, 0, 2, 3);
    }

    @Test
    void aTrialThatIsSaidAgainReplacesItself() {
        ObservedTrial paused = trial(0).reported(1, 0.5).in(Status.PAUSED);
        History history = History.empty(List.of(Direction.MINIMIZE))
                .with(paused)
                .with(paused)
                .with(paused.in(Status.RUNNING))
                .with(paused.reported(3, 0.4).completed(0.4));

        assertThat(ranking(history)).containsExactly(0);
        assertThat(history.judged()).containsExactly(0);
        assertThat(history.running()).isEmpty();
        assertThat(history.size()).isEqualTo(1);
    }

    @Test
    void aJudgedTrialThatFailsAndComesBackKeepsItsPlace() {
        ObservedTrial reported = trial(0).reported(1, 0.5);
        History history = History.empty(List.of(Direction.MINIMIZE))
                .with(reported)
                .with(trial(1).completed(1.0))
                .with(reported.in(Status.FAILED));

        assertThat(ranking(history)).containsExactly(1);
        assertThat(history.with(reported.completed(2.0)).judged()).containsExactly(0, 1);
    }

    @Test
    void reportsAreFoundByStep() {
        ObservedTrial trial =
                trial(0).reported(1, 0.9).reported(3, 0.7).reported(3, 0.1).reported(9, 0.5);

        assertThat(trial.valueAt(0)).isEmpty();
        assertThat(trial.valueAt(2)).contains(0.9);
        assertThat(trial.valueAt(3)).contains(0.7);
        assertThat(trial.valueAt(100)).contains(0.5);
    }
}
