package dev.regatta.coordinator.study;

import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.command.AskTrial;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.command.ReportTrial;
import dev.regatta.protocol.command.TellTrial;
import dev.regatta.protocol.event.FailureKind;
import dev.regatta.protocol.event.LeaseGranted.Ask;
import java.util.List;
import java.util.Map;

/** Programs outside the fleet that carry out the trials of a {@link LiveStudy}, each under its first lease. */
public final class Programs {

    private final LiveStudy live = new LiveStudy();

    public Programs(CreateStudy create) {
        live.tell(create);
    }

    public LiveStudy live() {
        return live;
    }

    public void ask(String key) {
        live.tell(new AskTrial("request", live.study().id(), Studies.ANNA, new Ask(key, Map.of())));
    }

    public void report(int trial, int step, Map<String, Double> metrics) {
        live.tell(new ReportTrial("request", id(trial), 1, List.of(new ReportTrial.Report(step, metrics))));
    }

    public void complete(int trial, Map<String, Double> metrics) {
        tell(trial, new TellTrial.Result(TellTrial.State.COMPLETED, metrics, FailureKind.INVALID, ""));
    }

    public void fail(int trial, FailureKind kind) {
        tell(trial, new TellTrial.Result(TellTrial.State.FAILED, Map.of(), kind, "it failed"));
    }

    private void tell(int trial, TellTrial.Result result) {
        live.tell(new TellTrial("request", id(trial), 1, result));
    }

    private TrialId id(int trial) {
        return new TrialId(live.study().id(), trial);
    }
}
