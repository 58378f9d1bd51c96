package dev.regatta.coordinator.ledger;

import static dev.regatta.coordinator.study.Studies.ANNA;
import static dev.regatta.coordinator.study.Studies.BERT;
import static dev.regatta.coordinator.study.Studies.ID;
import static dev.regatta.coordinator.study.Studies.NOON;
import static dev.regatta.coordinator.study.Studies.attempt;
import static dev.regatta.coordinator.study.Studies.checkpoint;
import static dev.regatta.coordinator.study.Studies.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.api.LedgerView;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptFailed;
import dev.regatta.protocol.event.AttemptStarted;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.FailureKind;
import dev.regatta.protocol.event.LeaseExpired;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.event.TrialStopRequested;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();
    private long position;

    private LedgerTest at(long second, Event event) {
        ledger.take(new JournalEntry(++position, NOON.plusSeconds(second), event));
        return this;
    }

    private LedgerView view(long second, Optional<Double> price) {
        return LedgerViews.of(ID, ledger, NOON.plusSeconds(second), price);
    }

    private static AttemptStarted started(int number, long from) {
        return new AttemptStarted(
                header(0, number, number, 1, ANNA), from == 0 ? Optional.empty() : Optional.of(from), Optional.empty());
    }

    private static CheckpointSaved saved(int number, long sequence, int epoch) {
        return new CheckpointSaved(header(0, number, number, sequence, ANNA), checkpoint(epoch));
    }

    @Test
    void allOfAnUndisturbedTrialIsUseful() {
        at(0, new LeaseGranted(attempt(0, 1), 1, ANNA)).at(5, started(1, 0)).at(60, saved(1, 2, 1));
        at(100, new AttemptCompleted(header(0, 1, 1, 3, ANNA), Map.of(), "ff"));
        assertThat(ledger.total(NOON.plusSeconds(999)))
                .isEqualTo(new Spending(Duration.ofSeconds(100), Duration.ZERO, Duration.ZERO));
        assertThat(view(999, Optional.empty()).preemptions()).isEmpty();
    }

    @Test
    void whatFollowsTheLastCheckpointOfALostWorkerIsWastedAndTheRestartCosts() {
        at(0, new LeaseGranted(attempt(0, 1), 1, ANNA)).at(5, started(1, 0)).at(60, saved(1, 2, 1));
        at(90, new LeaseExpired(attempt(0, 1), 1, ANNA, "no heartbeat"));
        at(200, new LeaseGranted(attempt(0, 2), 2, BERT)).at(210, started(2, 10));
        at(250, new AttemptCompleted(header(0, 2, 2, 2, BERT), Map.of(), "ff"));
        LedgerView view = view(999, Optional.of(3.6));
        assertThat(view.total()).isEqualTo(new LedgerView.SpendingView(110, 0, 30, Optional.of(0.14)));
        assertThat(ledger.preemptions()).isOne();
        assertThat(view.preemptions())
                .containsExactly(new LedgerView.PreemptionView(
                        0, 1, "anna", "EXPIRED", "no heartbeat", 30, 0, 10, Optional.of(0.04)));
    }

    @Test
    void stepsMadeAgainFromAnOlderCheckpointAreRepeated() {
        at(0, new LeaseGranted(attempt(0, 1), 1, ANNA)).at(0, started(1, 0));
        at(40, saved(1, 2, 1)).at(80, saved(1, 3, 2));
        at(80, new AttemptYielded(header(0, 1, 1, 4, ANNA), "SIGTERM"));
        at(100, new LeaseGranted(attempt(0, 2), 2, BERT)).at(105, started(2, 10));
        at(145, saved(2, 2, 2)).at(185, saved(2, 3, 3));
        at(190, new AttemptCompleted(header(0, 2, 2, 4, BERT), Map.of(), "ff"));
        Spending total = ledger.total(NOON.plusSeconds(999));
        assertThat(total.repeated()).isEqualTo(Duration.ofSeconds(40));
        assertThat(total.wasted()).isZero();
        assertThat(total.useful()).isEqualTo(Duration.ofSeconds(80 + 90 - 40));
    }

    @Test
    void aFailedAttemptWithoutACheckpointIsAllWastedAndOneThatWasAskedToEndIsNot() {
        at(0, new LeaseGranted(attempt(0, 1), 1, ANNA)).at(1, started(1, 0));
        at(7, new AttemptFailed(header(0, 1, 1, 2, ANNA), FailureKind.INFRASTRUCTURE, "no disk"));
        at(10, new LeaseGranted(attempt(0, 2), 2, ANNA)).at(11, started(2, 0));
        at(20, new TrialStopRequested(attempt(0, 2).trial(), "enough"));
        at(22, new AttemptYielded(header(0, 2, 2, 2, ANNA), "enough"));
        assertThat(ledger.total(NOON.plusSeconds(999)))
                .isEqualTo(new Spending(Duration.ofSeconds(12), Duration.ZERO, Duration.ofSeconds(7)));
        assertThat(view(999, Optional.empty()).preemptions()).isEmpty();
    }

    @Test
    void aRunningAttemptCountsUntilNow() {
        at(0, new LeaseGranted(attempt(0, 1), 1, ANNA)).at(1, started(1, 0));
        LedgerView view = view(50, Optional.empty());
        assertThat(view.total().usefulSeconds()).isEqualTo(50);
        assertThat(view.trials().get(0).attempts().get(0).end()).isEqualTo("RUNNING");
    }

    @Test
    void theTotalOfEndedAndRunningAttemptsIsThatOfTheTrials() {
        at(0, new LeaseGranted(attempt(0, 1), 1, ANNA)).at(5, started(1, 0)).at(60, saved(1, 2, 1));
        at(70, new LeaseGranted(attempt(1, 1), 1, BERT));
        at(90, new LeaseExpired(attempt(0, 1), 1, ANNA, "no heartbeat"));
        at(91, new LeaseExpired(attempt(0, 1), 1, ANNA, "said twice"));
        at(95, new LeaseGranted(attempt(0, 2), 2, ANNA));

        LedgerView view = view(100, Optional.empty());
        assertThat(view.total()).isEqualTo(new LedgerView.SpendingView(60 + 30 + 5, 0, 30, Optional.empty()));
        assertThat(view.trials())
                .extracting(trial -> trial.spending().usefulSeconds())
                .containsExactly(65.0, 30.0);
        assertThat(ledger.preemptions()).isOne();
    }
}
