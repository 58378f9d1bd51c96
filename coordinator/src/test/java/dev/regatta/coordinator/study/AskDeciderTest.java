package dev.regatta.coordinator.study;

import static dev.regatta.coordinator.study.Studies.ANNA;
import static dev.regatta.coordinator.study.Studies.BERT;
import static dev.regatta.coordinator.study.Studies.ID;
import static dev.regatta.coordinator.study.Studies.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.study.Decision.Reply;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.api.Directive;
import dev.regatta.protocol.command.AskTrial;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.command.ExpireLease;
import dev.regatta.protocol.command.ReportTrial;
import dev.regatta.protocol.command.StopStudy;
import dev.regatta.protocol.command.TellTrial;
import dev.regatta.protocol.event.FailureKind;
import dev.regatta.protocol.event.LeaseGranted.Ask;
import dev.regatta.protocol.study.PrunerSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AskDeciderTest {

    private final LiveStudy live = new LiveStudy();

    @Test
    void anAskGetsATrialWithItsLeaseAndNothingGoesToWorkers() {
        live.tell(Studies.external(3, 2));
        assertThat(live.study().trials()).isEmpty();
        ask("a", ANNA);
        assertThat(live.last.reply()).contains(new Reply.Granted("request", attempt(0, 1), 1));
        assertThat(live.last.work()).isEmpty();
        assertThat(live.trial(0).state()).isEqualTo(TrialState.RUNNING);
        assertThat(live.trial(0).current().orElseThrow().worker()).contains(ANNA);
    }

    @Test
    void theSameKeyGetsTheSameTrialWhateverBecameOfIt() {
        live.tell(Studies.external(3, 2));
        ask("a", ANNA);
        ask("a", ANNA);
        assertThat(live.last.events()).isEmpty();
        assertThat(live.last.reply()).contains(new Reply.Granted("request", attempt(0, 1), 1));
        live.tell(new ExpireLease(attempt(0, 1), 1, "silent"));
        ask("b", BERT);
        ask("a", ANNA);
        assertThat(live.last.reply()).contains(new Reply.Granted("request", attempt(0, 1), 1));
        assertThat(live.study().trials()).hasSize(1);
    }

    @Test
    void noMoreTrialsRunThanMayAndNoneStartsOnceTheBudgetIsGivenOut() {
        live.tell(Studies.external(2, 1));
        ask("a", ANNA);
        ask("b", BERT);
        assertThat(live.last.reply()).contains(new Reply.Waiting("request"));
        complete(0, 1, 0.5);
        ask("b", BERT);
        assertThat(live.last.reply()).contains(new Reply.Granted("request", attempt(1, 1), 1));
        complete(1, 1, 0.7);
        assertThat(live.study().status()).isEqualTo(StudyStatus.COMPLETED);
        assertThat(live.study().best()).contains(1);
        ask("c", BERT);
        assertThat(refusal()).isEqualTo("study_ended");
    }

    @Test
    void aSilentProgramsTrialGoesToTheNextWhoAsksAndItsLateWordIsRefused() {
        live.tell(Studies.external(2, 2));
        ask("a", ANNA);
        report(0, 1, 3, 0.1);
        live.tell(new ExpireLease(attempt(0, 1), 1, "silent"));
        ask("b", BERT);
        assertThat(live.last.reply()).contains(new Reply.Granted("request", attempt(0, 2), 2));
        complete(0, 1, 0.9);
        assertThat(refusal()).isEqualTo("lease_lost");
        report(0, 1, 4, 0.2);
        assertThat(refusal()).isEqualTo("lease_lost");
        assertThat(live.last.events()).isEmpty();
        complete(0, 2, 0.4);
        assertThat(live.trial(0).value()).contains(0.4);
    }

    @Test
    void reportsOfStepsThatWereReportedChangeNothing() {
        live.tell(Studies.external(2, 2));
        ask("a", ANNA);
        live.tell(new ReportTrial(
                "request", trial(0), 1, List.of(step(1, 0.1), step(2, 0.2), step(2, 0.9), step(4, 0.4))));
        assertThat(live.last.events()).hasSize(3);
        assertThat(live.last.reply()).contains(new Reply.Heard("request", trial(0), Directive.CONTINUE));
        assertThat(live.trial(0).reportedEpoch()).isEqualTo(4);
        report(0, 1, 4, 0.9);
        assertThat(live.last.events()).isEmpty();
        assertThat(live.trial(0).metrics()).containsEntry("accuracy", 0.4);
        assertThat(live.trial(0).weightsSha256()).isEmpty();
    }

    @Test
    void aTellRepeatedIsAnsweredAlikeAndAnotherEndIsRefused() {
        live.tell(Studies.external(2, 2));
        ask("a", ANNA);
        complete(0, 1, 0.5);
        complete(0, 1, 0.6);
        assertThat(live.last.events()).isEmpty();
        assertThat(live.last.reply()).contains(new Reply.Told("request", trial(0)));
        assertThat(live.trial(0).value()).contains(0.5);
        tell(0, 1, TellTrial.State.FAILED, FailureKind.INVALID);
        assertThat(refusal()).isEqualTo("lease_lost");
    }

    @Test
    void aFailureIsTriedAgainIfItsKindSaysSo() {
        live.tell(Studies.external(3, 3));
        ask("a", ANNA);
        tell(0, 1, TellTrial.State.FAILED, FailureKind.INFRASTRUCTURE);
        assertThat(live.trial(0).state()).isEqualTo(TrialState.QUEUED);
        ask("b", BERT);
        assertThat(live.last.reply()).contains(new Reply.Granted("request", attempt(0, 2), 2));
        tell(0, 2, TellTrial.State.FAILED, FailureKind.INVALID);
        assertThat(live.trial(0).state()).isEqualTo(TrialState.FAILED);
    }

    @Test
    void aTrialThatIsGivenBackGoesToTheNextWhoAsks() {
        live.tell(Studies.external(2, 2));
        ask("a", ANNA);
        tell(0, 1, TellTrial.State.YIELDED, FailureKind.INVALID);
        ask("b", BERT);
        assertThat(live.last.reply()).contains(new Reply.Granted("request", attempt(0, 2), 2));
    }

    @Test
    void aStoppedStudyTellsItsProgramsToStop() {
        live.tell(Studies.external(2, 2));
        ask("a", ANNA);
        live.tell(new StopStudy("request", ID, "enough"));
        report(0, 1, 1, 0.1);
        assertThat(live.last.reply()).contains(new Reply.Heard("request", trial(0), Directive.STOP));
        ask("b", BERT);
        assertThat(refusal()).isEqualTo("study_ended");
        tell(0, 1, TellTrial.State.YIELDED, FailureKind.INVALID);
        assertThat(live.trial(0).state()).isEqualTo(TrialState.STOPPED);
        assertThat(live.study().status()).isEqualTo(StudyStatus.STOPPED);
    }

    @Test
    void aPrunedTrialEndsOnceItIsGivenBack() {
        live.tell(external(1, new PrunerSpec.Threshold(Optional.of(0.5), Optional.empty(), 0, 1)));
        ask("a", ANNA);
        report(0, 1, 1, 0.1);
        assertThat(live.last.reply()).contains(new Reply.Heard("request", trial(0), Directive.PRUNE));
        tell(0, 1, TellTrial.State.YIELDED, FailureKind.INVALID);
        assertThat(live.trial(0).state()).isEqualTo(TrialState.PRUNED);
        assertThat(live.study().status()).isEqualTo(StudyStatus.COMPLETED);
    }

    @Test
    void aPausedTrialGoesToWhoeverAsksOnceItIsPromoted() {
        live.tell(external(2, new PrunerSpec.Asha(PrunerSpec.Mode.PROMOTION, 1, Optional.of(9L), 2, 0)));
        ask("a", ANNA);
        report(0, 1, 1, 0.9);
        assertThat(live.last.reply()).contains(new Reply.Heard("request", trial(0), Directive.PAUSE));
        tell(0, 1, TellTrial.State.YIELDED, FailureKind.INVALID);
        assertThat(live.trial(0).state()).isEqualTo(TrialState.PAUSED);
        ask("b", ANNA);
        report(1, 1, 1, 0.1);
        tell(1, 1, TellTrial.State.YIELDED, FailureKind.INVALID);
        ask("c", BERT);
        assertThat(live.last.reply()).contains(new Reply.Granted("request", attempt(0, 2), 2));
        assertThat(live.trial(0).reportedEpoch()).isEqualTo(1);
    }

    private static CreateStudy external(int trials, PrunerSpec pruner) {
        CreateStudy create = Studies.external(trials, 1);
        return new CreateStudy(create.request(), create.study(), create.spec().with(pruner));
    }

    @Test
    void aWorkersStudyGivesNothingToOthersAndAnUnknownTrialIsNotFound() {
        live.tell(Studies.create(2, 2));
        ask("a", ANNA);
        assertThat(refusal()).isEqualTo("not_external");
        complete(9, 1, 0.5);
        assertThat(live.last.reply().orElseThrow()).isInstanceOf(Reply.NotFound.class);
    }

    private void ask(String key, WorkerId worker) {
        live.tell(new AskTrial("request", ID, worker, new Ask(key, Map.of())));
    }

    private void report(int trial, long epoch, int step, double accuracy) {
        live.tell(new ReportTrial("request", trial(trial), epoch, List.of(step(step, accuracy))));
    }

    private static ReportTrial.Report step(int step, double accuracy) {
        return new ReportTrial.Report(step, Map.of("accuracy", accuracy));
    }

    private void complete(int trial, long epoch, double accuracy) {
        var result = new TellTrial.Result(
                TellTrial.State.COMPLETED, Map.of("accuracy", accuracy), FailureKind.INVALID, "done");
        live.tell(new TellTrial("request", trial(trial), epoch, result));
    }

    private void tell(int trial, long epoch, TellTrial.State state, FailureKind failure) {
        var result = new TellTrial.Result(state, Map.of(), failure, "why");
        live.tell(new TellTrial("request", trial(trial), epoch, result));
    }

    private String refusal() {
        return ((Reply.Refused) live.last.reply().orElseThrow()).code();
    }

    private static TrialId trial(int number) {
        return new TrialId(ID, number);
    }
}
