package dev.regatta.coordinator.runtime;

import static dev.regatta.coordinator.study.Studies.ANNA;
import static dev.regatta.coordinator.study.Studies.BERT;
import static dev.regatta.coordinator.study.Studies.ID;
import static dev.regatta.coordinator.study.Studies.attempt;
import static dev.regatta.coordinator.study.Studies.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.study.LiveStudy;
import dev.regatta.coordinator.study.Studies;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.command.ExpireLease;
import dev.regatta.protocol.event.AttemptFailed;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.FailureKind;
import dev.regatta.protocol.study.Retention;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeftoversTest {
    private final LiveStudy live = new LiveStudy();

    private static String key(int lease, int step) {
        return ID + "/0/" + lease + "/" + step + "-epoch-end";
    }

    private void begin(Retention retention) {
        live.tell(new CreateStudy("request-1", ID, Studies.spec(1, 1).keeping(retention)));
        live.claim(0, 1, ANNA);
        live.say(new CheckpointSaved(header(0, 1, 1, 1, ANNA), new CheckpointRef(key(1, 20), 2, 20, 100, "00")));
    }

    private List<String> among(String... keys) {
        return Leftovers.among(List.of(keys), Map.of(ID, live.study()));
    }

    @Test
    void whatALostLeaseWroteButNobodyAcceptedIsLeftOver() {
        begin(Retention.USUAL);
        live.tell(new ExpireLease(attempt(0, 1), 1, "anna is gone"));
        live.claim(0, 2, BERT);

        assertThat(among(key(1, 20), key(1, 20) + "/0", key(1, 30), key(1, 30) + "/0"))
                .containsExactly(key(1, 30), key(1, 30) + "/0");
    }

    @Test
    void whatTheHolderOfTheLeaseMayBeWritingStays() {
        begin(Retention.USUAL);

        assertThat(among(key(1, 30), key(1, 30) + "/1")).isEmpty();
    }

    @Test
    void whatTheSameLeaseReplacedIsLeftOver() {
        begin(Retention.USUAL);

        assertThat(among(key(1, 10))).containsExactly(key(1, 10));
    }

    @Test
    void ofATrialThatHasEndedAllThatItDoesNotNameIsLeftOver() {
        begin(Retention.USUAL);
        live.say(new AttemptFailed(header(0, 1, 1, 2, ANNA), FailureKind.DIVERGED, "NaN"));

        assertThat(among(key(1, 20), key(1, 30))).containsExactly(key(1, 30));
    }

    @Test
    void whatMayBeAtARungStaysWhereRungsAreKept() {
        begin(new Retention(1, 0, true));

        assertThat(among(key(1, 10), ID + "/0/1/15-mid-epoch")).containsExactly(ID + "/0/1/15-mid-epoch");
    }

    @Test
    void unknownStudiesTrialsAndNamesAreLeftAlone() {
        begin(Retention.USUAL);

        assertThat(among("other/0/1/10-epoch-end", ID + "/9/1/10-epoch-end", "no key", ID + "/0/1"))
                .isEmpty();
    }
}
