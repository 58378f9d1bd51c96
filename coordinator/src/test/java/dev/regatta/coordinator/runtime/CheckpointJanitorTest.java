package dev.regatta.coordinator.runtime;

import static dev.regatta.coordinator.study.Studies.ANNA;
import static dev.regatta.coordinator.study.Studies.ID;
import static dev.regatta.coordinator.study.Studies.NOON;
import static dev.regatta.coordinator.study.Studies.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.study.LiveStudy;
import dev.regatta.coordinator.study.Studies;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptFailed;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.FailureKind;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.SamplerSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckpointJanitorTest {
    private final LiveStudy live = new LiveStudy();
    private final Map<StudyId, StudyState> studies = new HashMap<>();
    private final List<String> deleted = new ArrayList<>();
    private final CheckpointJanitor janitor =
            new CheckpointJanitor(studies, checkpoint -> deleted.add(checkpoint.key()), Runnable::run);

    /** Lets the janitor hear what was decided last. */
    private void heard() {
        studies.put(ID, live.study());
        janitor.committed(live.last.events().stream()
                .map(event -> new JournalEntry(1, NOON, event))
                .toList());
    }

    private void save(int trial, int sequence) {
        CheckpointRef checkpoint = new CheckpointRef(trial + "-" + sequence, sequence, sequence * 10L, 100, "00");
        live.say(new CheckpointSaved(header(trial, 1, 1, sequence, ANNA), checkpoint));
        heard();
    }

    private void complete(int trial, double accuracy) {
        live.say(new AttemptCompleted(header(trial, 1, 1, 9, ANNA), Map.of("accuracy", accuracy), "ff"));
        heard();
    }

    private void begin(int trials) {
        live.tell(Studies.create(trials, trials));
        for (int trial = 0; trial < trials; trial++) {
            live.claim(trial, 1, ANNA);
        }
    }

    @Test
    void aRunningTrialKeepsOneToResumeFromAndOneToFallBackTo() {
        begin(1);
        save(0, 1);
        save(0, 2);
        assertThat(deleted).isEmpty();
        save(0, 3);
        assertThat(deleted).containsExactly("0-1");
    }

    @Test
    void ofTrialsThatEndedOnlyTheBestKeepsItsNewest() {
        begin(3);
        for (int trial = 0; trial < 3; trial++) {
            save(trial, 1);
            save(trial, 2);
        }
        complete(1, 0.5);
        assertThat(deleted).containsExactly("1-1");
        complete(0, 0.4);
        assertThat(deleted).containsExactlyInAnyOrder("1-1", "0-1", "0-2");
        complete(2, 0.9);
        assertThat(deleted).containsExactlyInAnyOrder("1-1", "0-1", "0-2", "1-2", "2-1");
    }

    @Test
    void aFailedTrialKeepsNothing() {
        begin(1);
        save(0, 1);
        live.say(new AttemptFailed(header(0, 1, 1, 2, ANNA), FailureKind.DIVERGED, "NaN"));
        heard();
        assertThat(deleted).containsExactly("0-1");
    }

    @Test
    void aRestartCatchesUpWithWhatWasNotDeleted() {
        begin(2);
        save(0, 1);
        save(1, 1);
        live.say(new AttemptFailed(header(0, 1, 1, 2, ANNA), FailureKind.DIVERGED, "NaN"));
        studies.put(ID, live.study());
        janitor.restart();
        assertThat(deleted).containsExactly("0-1");
    }

    @Test
    void anEndedTrialThatPopulationBasedTrainingMayCopyKeepsItsNewest() {
        SamplerSpec sampler = new SamplerSpec("pbt", new Parameters(Map.of()));
        live.tell(new CreateStudy("request-1", ID, Studies.spec(2, 2).with(sampler)));
        for (int trial = 0; trial < 2; trial++) {
            live.claim(trial, 1, ANNA);
            save(trial, 1);
            save(trial, 2);
        }
        complete(0, 0.9);
        complete(1, 0.1);
        assertThat(deleted).containsExactlyInAnyOrder("0-1", "1-1");
    }
}
