package dev.regatta.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.api.StudyView;
import dev.regatta.protocol.api.StudyView.StudyViewState;
import dev.regatta.protocol.api.TrialView;
import dev.regatta.protocol.api.TrialView.ProgressView;
import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.FactHeader;
import dev.regatta.protocol.event.FailureKind;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.event.TrialFailed;
import dev.regatta.protocol.event.TrialSource;
import dev.regatta.protocol.event.TrialSuggested;
import dev.regatta.protocol.study.Parameters;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What commands show, to the letter. */
class RenderingTest {
    private static final TrialId TRIAL = new TrialId(new StudyId("s"), 2);
    private static final AttemptId SECOND = new AttemptId(TRIAL, 2);
    private static final WorkerId WORKER = new WorkerId("w");

    @Test
    void trialsAreSortedByTheObjectiveWithTheControlAmongThem() {
        assertThat(TrialTable.lines(
                        Views.study(StudyViewState.COMPLETED, 0),
                        List.of(
                                Views.completed(0, "random-init", 0.29),
                                Views.completed(1, "deepcluster-v2", 0.4375),
                                Views.completed(2, "deepcluster-kd", Double.NaN))))
                .containsExactly(
                        "trial  method                 validation_linear_accuracy  test_linear_accuracy  epochs  time"
                                + "  attempts  state",
                        "    1  deepcluster-v2                             0.4375                0.5000       3  1:05"
                                + "         1  completed",
                        "    0  random-init (control)                      0.2900                0.5000       3  1:05"
                                + "         1  completed",
                        "    2  deepcluster-kd                                NaN                0.5000       3  1:05"
                                + "         1  completed");
    }

    @Test
    void ofManyTrialsTheBestAreShown() {
        List<TrialView> trials = IntStream.range(0, 7)
                .mapToObj(number -> Views.completed(number, "deepcluster-v2", number / 10.0))
                .toList();
        assertThat(TrialTable.lines(Views.study(StudyViewState.COMPLETED, 0), trials, 2))
                .satisfiesExactly(
                        heading -> assertThat(heading).startsWith("trial  method"),
                        best -> assertThat(best).startsWith("    6  deepcluster-v2"),
                        second -> assertThat(second).startsWith("    5  deepcluster-v2"),
                        rest -> assertThat(rest).isEqualTo("and 5 more"));
        assertThat(TrialTable.lines(Views.study(StudyViewState.COMPLETED, 0), trials, 7))
                .hasSize(8);
    }

    @Test
    void eachReasonOfFailureIsSaidOnceTheMostFrequentFirst() {
        List<TrialView> trials = List.of(
                Views.failed(0, "the loss is NaN"),
                Views.failed(1, "width is 8, must be a multiple of 16"),
                Views.completed(2, "deepcluster-v2", 0.5),
                Views.failed(3, "width is 8, must be a multiple of 16"));
        assertThat(TrialTable.lines(Views.study(StudyViewState.COMPLETED, 3), trials))
                .hasSize(8)
                .endsWith(
                        "",
                        "trial 1 and 1 more failed: width is 8, must be a multiple of 16",
                        "trial 0 failed: the loss is NaN");
    }

    @Test
    void ofManyReasonsTheMostFrequentAreSaid() {
        List<TrialView> trials = IntStream.range(0, 7)
                .mapToObj(number -> Views.failed(number, "reason " + number))
                .toList();
        assertThat(TrialTable.lines(Views.study(StudyViewState.COMPLETED, 7), trials))
                .endsWith("trial 4 failed: reason 4", "and 2 more reasons");
    }

    @Test
    void parametersThatDifferAreColumnsAndEachObjectiveIsOne() {
        StudyView study = Views.minimizing("loss", "seconds");
        List<TrialView> trials = List.of(
                Views.told(0, Map.of("x", 1.0, "same", 2L), 0.5, Map.of("loss", 0.5, "seconds", 9.0)),
                Views.told(1, Map.of("x", 1.0, "same", 2L, "depth", 3L), 0.25, Map.of("loss", 0.25, "seconds", 11.0)));
        assertThat(TrialTable.lines(study, trials))
                .extracting(line -> List.of(line.split(" +")).subList(0, line.startsWith(" ") ? 5 : 4))
                .containsExactly(
                        List.of("trial", "depth", "loss", "seconds"),
                        List.of("", "1", "3", "0.2500", "11.00"),
                        List.of("", "0", "-", "0.5000", "9.000"));

        ProgressView progress = new ProgressView("training", 3, 6, 117, 234, Optional.empty(), Optional.empty());
        assertThat(TrialTable.lines(
                        Views.minimizing("seconds", "knn_accuracy"),
                        List.of(Views.running(0, "deepcluster-kd", progress))))
                .as("the last epoch's metric is no value")
                .endsWith("    0  deepcluster-kd        -             -       3     -         0  running");
    }

    @Test
    void aRunningTrialShowsHowFarItIs() {
        ProgressView progress = new ProgressView("training", 3, 6, 117, 234, Optional.of(3.25), Optional.of(62.7));

        assertThat(TrialLine.of(Views.running(4, "deepcluster-kd", progress)))
                .isEqualTo("  4 deepcluster-kd [##########----------] training   epoch  3/6   loss  3.250"
                        + "  accuracy 0.2500  1:02 left");
    }

    @Test
    void aCompletedTrialHasAFullBarAndItsValue() {
        assertThat(TrialLine.of(Views.completed(0, "deepcluster-v2", 0.4375)))
                .isEqualTo("  0 deepcluster-v2 [####################] completed  epoch  3/6   accuracy 0.4375");
    }

    @Test
    void theControlHasNoEpochs() {
        assertThat(TrialLine.of(Views.completed(0, "random-init", 0.29))).doesNotContain("epoch");
    }

    @Test
    void anEpochNamesTheTrialsTotal() {
        EventLines lines = new EventLines();
        Parameters parameters = new Parameters(Map.of("method", "deepcluster-v2"));
        assertThat(lines.line(new TrialSuggested(TRIAL, parameters, 1, TrialSource.SAMPLED, "random:1")))
                .contains("trial 2: sampled method=deepcluster-v2");

        FactHeader header = new FactHeader(SECOND, 1, 1, WORKER);
        assertThat(lines.line(new EpochReported(header, 3, 30, Map.of("loss", 2.5, "knn_accuracy", 0.25))))
                .contains("trial 2: epoch 3/8 loss 2.500 knn_accuracy 0.2500");
    }

    @Test
    void troubleIsSaidAndTheUsualIsNot() {
        EventLines lines = new EventLines();

        assertThat(lines.trouble(new TrialFailed(TRIAL, FailureKind.DIVERGED, "the loss is NaN")))
                .contains("trial 2: failed (diverged): the loss is NaN");
        assertThat(lines.trouble(new AttemptQueued(SECOND, "w was lost")))
                .contains("trial 2: attempt 2 queued: w was lost");
        assertThat(lines.trouble(new AttemptQueued(new AttemptId(TRIAL, 1), "suggested")))
                .isEmpty();
        assertThat(lines.trouble(new LeaseGranted(SECOND, 1, WORKER))).isEmpty();
    }

    @Test
    void aLiveScreenDrawsOverWhatItDrewAndCutsLongLines() {
        StringWriter out = new StringWriter();
        Screen screen = new Screen(new PrintWriter(out), true, 5);

        screen.draw(List.of("abcdefg", "b"));
        screen.print("stays");
        screen.draw(List.of("c"));
        screen.draw(List.of("d"));

        assertThat(out.toString().replace(System.lineSeparator(), "\n"))
                .isEqualTo("abcd\nb\n\033[2A\033[Jstays\nc\n\033[1A\033[Jd\n");
    }

    @Test
    void aPlainScreenDrawsNothing() {
        StringWriter out = new StringWriter();
        Screen screen = new Screen(new PrintWriter(out), false, 80);

        screen.draw(List.of("bar"));
        screen.print("line");

        assertThat(out.toString().strip()).isEqualTo("line");
    }
}
