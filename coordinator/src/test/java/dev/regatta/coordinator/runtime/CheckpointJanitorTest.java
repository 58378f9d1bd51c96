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
import dev.regatta.protocol.study.PrunerSpec;
import dev.regatta.protocol.study.Retention;
import dev.regatta.protocol.study.SamplerSpec;
import dev.regatta.protocol.study.StudySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private void begin(int trials, StudySpec spec) {
        live.tell(new CreateStudy("request-1", ID, spec));
        for (int trial = 0; trial < trials; trial++) {
            live.claim(trial, 1, ANNA);
        }
    }

    @Test
    void asManyOfARunningTrialStayAsItsStudyKeeps() {
        begin(1, Studies.spec(1, 1).keeping(new Retention(3, 1, false)));
        for (int sequence = 1; sequence <= 4; sequence++) {
            save(0, sequence);
        }
        assertThat(deleted).containsExactly("0-1");
        assertThat(live.trial(0).checkpoints()).extracting(CheckpointRef::key).containsExactly("0-4", "0-3", "0-2");
    }

    @Test
    void asManyOfTheBestTrialsKeepTheirNewestAsTheirStudySays() {
        begin(3, Studies.spec(3, 3).keeping(new Retention(1, 2, false)));
        for (int trial = 0; trial < 3; trial++) {
            save(trial, 1);
        }
        complete(1, 0.5);
        complete(0, 0.4);
        assertThat(deleted).isEmpty();
        complete(2, 0.9);
        assertThat(deleted).containsExactly("0-1");
    }

    @Test
    void theBestDoNotStayWhereNoneIsToBeKept() {
        begin(1, Studies.spec(1, 1).keeping(new Retention(1, 0, false)));
        save(0, 1);
        complete(0, 0.5);
        assertThat(deleted).containsExactly("0-1");
    }

    @Test
    void checkpointsAtRungsStayForGood() {
        PrunerSpec asha = new PrunerSpec.Asha(PrunerSpec.Mode.STOPPING, 1, Optional.empty(), 2, 0);
        begin(1, Studies.spec(1, 1).with(asha).keeping(new Retention(1, 0, true)));
        for (int epoch = 1; epoch <= 5; epoch++) {
            save(0, epoch);
        }
        assertThat(deleted).containsExactly("0-3");
        live.say(new AttemptFailed(header(0, 1, 1, 9, ANNA), FailureKind.DIVERGED, "NaN"));
        heard();
        assertThat(deleted).containsExactly("0-3", "0-5");
    }
}
