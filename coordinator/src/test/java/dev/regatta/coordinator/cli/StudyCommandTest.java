package dev.regatta.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.api.Analysis;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.api.LedgerView;
import dev.regatta.protocol.api.LedgerView.PreemptionView;
import dev.regatta.protocol.api.LedgerView.SpendingView;
import dev.regatta.protocol.api.LedgerView.TrialSpendingView;
import dev.regatta.protocol.api.Problem;
import dev.regatta.protocol.api.ReplayView;
import dev.regatta.protocol.api.StudyView.StudyViewState;
import dev.regatta.protocol.api.WhatIf;
import dev.regatta.protocol.api.WorkerView;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.StudyEnded;
import dev.regatta.protocol.event.StudyOutcome;
import dev.regatta.protocol.event.TrialCompleted;
import dev.regatta.protocol.fleet.WorkerState;
import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.study.Parameters;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class StudyCommandTest {
    private static final TrialId TRIAL = new TrialId(new StudyId("s"), 1);

    private final FakeServer server = new FakeServer();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    private int regatta(String... arguments) {
        return RegattaCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("study.yaml"), text).toString();
    }

    @Test
    void aStudyIsSentAsItWasWritten() throws IOException {
        server.answers("POST /api/v1/studies", 201, Views.study(StudyViewState.RUNNING, 0));

        int exit = regatta("study", "create", file("name: s\ntrials: 3\n"), "--server", server.url());

        assertThat(exit).isZero();
        assertThat(out).hasToString("created study s with 3 trials" + System.lineSeparator());
        assertThat(server.requests())
                .containsExactly(new FakeServer.Request("POST /api/v1/studies", "", "name: s\ntrials: 3\n"));
    }

    @Test
    void aWrongStudyFileIsNotSentAndEveryErrorHasItsLine() throws IOException {
        int exit = regatta("study", "create", file("name: s\ntrials: 0\nseeds: 1\n"), "--server", server.url());

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "seeds: there is no key seeds here, did you mean seed?", "trials: trials is 0, must be ≥ 1");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void whatTheServerRefusesIsSaidLineByLine() throws IOException {
        Problem problem = new Problem(
                "invalid_study",
                "2 errors",
                List.of(new Problem.FieldError("a.b", "x"), new Problem.FieldError("c", "y")));
        server.answers("POST /api/v1/studies", 400, problem);

        assertThat(regatta("study", "create", file("name: s\ntrials: 3\n"), "--server", server.url()))
                .isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("a.b: x", "c: y");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(regatta("study", "create", "/no/such.yaml")).isEqualTo(2);
        assertThat(err.toString()).startsWith("the study file /no/such.yaml cannot be read");
    }

    @Test
    void theTokenIsSent() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "secret\n");
        server.answers("GET /api/v1/studies", 200, Map.of("studies", List.of()));

        assertThat(regatta("study", "list", "--server", server.url(), "--token-file", token.toString()))
                .isZero();
        assertThat(server.requests().get(0).authorization()).isEqualTo("Bearer secret");
    }

    @Test
    void studiesAreListed() {
        server.answers(
                "GET /api/v1/studies", 200, Map.of("studies", List.of(Views.study(StudyViewState.COMPLETED, 1))));

        assertThat(regatta("study", "list", "--server", server.url())).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "study  state      done  trials  running    best  created",
                        "s      completed     3       3        0  0.4375  2026-01-02T03:04:05Z");
    }

    @Test
    void anUnknownStudyIsBadInput() {
        server.answers("GET /api/v1/studies/x", 404, new Problem("not_found", "there is no study x", List.of()));

        assertThat(regatta("study", "show", "x", "--server", server.url())).isEqualTo(2);
        assertThat(err).hasToString("there is no study x" + System.lineSeparator());
    }

    @Test
    void aStopCarriesItsReason() {
        server.answers("POST /api/v1/studies/s/stop", 200, Views.study(StudyViewState.STOPPING, 0));

        assertThat(regatta("study", "stop", "s", "--reason", "enough", "--server", server.url()))
                .isZero();
        assertThat(server.requests().get(0).body()).isEqualTo("{\"reason\":\"enough\"}");
        assertThat(out.toString().strip()).isEqualTo("s: stopping");
    }

    @Test
    void theBestTrialsAreShownWithEveryParameterThatOneHas() {
        server.answers(
                "GET /api/v1/studies/s/analysis/best?limit=2",
                200,
                new Analysis.Best(
                        List.of(
                                new Objective("accuracy", Objective.Direction.MAXIMIZE),
                                new Objective("loss", Objective.Direction.MINIMIZE)),
                        List.of(
                                new Analysis.BestEntry(
                                        4, List.of(0.5, 2.25), parameters(Map.of("rate", 0.125)), Optional.empty()),
                                new Analysis.BestEntry(
                                        7, List.of(0.4, 2.0), parameters(Map.of("name", "x")), Optional.empty()))));

        assertThat(regatta("study", "best", "s", "--limit", "2", "--server", server.url()))
                .isZero();
        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .containsExactly(
                        "trial accuracy (maximize) loss (minimize) name rate",
                        "4 0.5000 2.250 - 0.1250",
                        "7 0.4000 2.000 x -");
    }

    private static Parameters parameters(Map<String, Object> values) {
        return new Parameters(values);
    }

    @Test
    void importanceIsShownByTheMethodAndObjectiveThatWereAskedFor() {
        server.answers(
                "GET /api/v1/studies/s/analysis/importance?method=FANOVA&objective=loss",
                200,
                new Analysis.Importance(
                        new Objective("loss", Objective.Direction.MINIMIZE),
                        Analysis.Method.FANOVA,
                        50,
                        List.of(
                                new Analysis.ParameterImportance("rate", 0.75),
                                new Analysis.ParameterImportance("width", 0.25))));

        assertThat(regatta(
                        "study",
                        "importance",
                        "s",
                        "--method",
                        "fanova",
                        "--objective",
                        "loss",
                        "--server",
                        server.url()))
                .isZero();
        assertThat(out.toString()).startsWith("loss, 50 trials").contains("0.750", "#".repeat(30), "width");
    }

    @Test
    void whatAnotherPrunerWouldHaveSavedAndLostIsSaid() {
        WhatIf.PrunerOutcome outcome = new WhatIf.PrunerOutcome(
                "asha-stopping:1",
                20,
                400,
                300,
                0.75,
                15,
                2,
                Optional.of(7),
                Optional.of(0.9),
                Optional.of(3),
                Optional.of(0.8),
                Optional.of(2));
        server.answers("POST /api/v1/studies/s/what-if", 200, new WhatIf("s", Optional.of(outcome), Optional.empty()));

        assertThat(regatta("what-if", "s", "--pruner", "asha", "--server", server.url()))
                .isZero();
        assertThat(server.requests().get(0).body()).isEqualTo("pruner: {type: asha}");
        assertThat(out.toString().lines())
                .containsExactly(
                        "asha-stopping:1 would have saved 300 of 400 epochs (75 %) and ended 15 of 20 trials early",
                        "the best trial that completes would be 3, rank 2 as recorded: 0.8000 rather than 0.9000",
                        "2 trials that did not complete would have gone on: how far is not known");
        assertThat(regatta("what-if", "s", "--server", server.url())).isEqualTo(2);
    }

    @Test
    void aServerThatIsAwayIsAFailure() {
        server.close();

        assertThat(regatta("study", "list", "--server", server.url())).isEqualTo(1);
        assertThat(err.toString()).startsWith("no server answers at " + server.url());
    }

    @Test
    void aLostStreamIsTakenUpAfterTheLastEventSeen() {
        server.streams("GET /api/v1/events?study=s&after=0", event(4, new TrialCompleted(TRIAL, 0.4375)))
                .streams(
                        "GET /api/v1/events?study=s&after=4",
                        event(9, new AttemptQueued(new AttemptId(TRIAL, 2), "w was lost"))
                                + event(11, new StudyEnded(new StudyId("s"), StudyOutcome.COMPLETED)))
                .answers("GET /api/v1/studies/s", 200, Views.study(StudyViewState.COMPLETED, 0))
                .answers(
                        "GET /api/v1/studies/s/trials",
                        200,
                        Map.of("trials", List.of(Views.completed(1, "deepcluster-v2", 0.4375))));

        assertThat(regatta("study", "watch", "s", "--server", server.url())).isZero();
        assertThat(out.toString().lines())
                .startsWith(
                        "trial 1: completed with 0.4375", "trial 1: attempt 2 queued: w was lost", "study s: completed")
                .last()
                .asString()
                .startsWith("    1  deepcluster-v2");
    }

    @Test
    void aStudyWithFailedTrialsFailsItsWatcher() {
        server.streams(
                        "GET /api/v1/events?study=s&after=0",
                        event(1, new StudyEnded(new StudyId("s"), StudyOutcome.COMPLETED)))
                .answers("GET /api/v1/studies/s", 200, Views.study(StudyViewState.COMPLETED, 1))
                .answers("GET /api/v1/studies/s/trials", 200, Map.of("trials", List.of()));

        assertThat(regatta("study", "watch", "s", "--server", server.url())).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x", "localhost:8080", "http://x/path"})
    void aServerThatIsNoAddressIsBadInput(String address) {
        assertThat(regatta("study", "list", "--server", address)).isEqualTo(2);
        assertThat(err.toString()).startsWith("server is " + address + ", must be http://HOST:PORT");
    }

    @Test
    void everyCommandHasHelpWithExamples() {
        assertHelp(RegattaCommand.commandLine());
    }

    private static void assertHelp(CommandLine command) {
        assertThat(command.getUsageMessage()).as(command.getCommandName()).contains("Example");
        command.getSubcommands().values().forEach(StudyCommandTest::assertHelp);
    }

    private static String event(long position, Event event) {
        return "id: " + position + "\nevent: journal\ndata: "
                + Json.text(new JournalEntry(position, Views.START, event)) + "\n\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume"})
    void aStudyIsPausedAndResumed(String what) {
        server.answers("POST /api/v1/studies/s/" + what, 200, Views.study(StudyViewState.PAUSED, 0));

        assertThat(regatta("study", what, "s", "--server", server.url())).isZero();
        assertThat(out.toString()).startsWith("s: paused, 3 trials");
    }

    @Test
    void onlyTheBoundsThatAreNamedAreExtended() {
        server.answers("POST /api/v1/studies/s/extend", 200, Views.study(StudyViewState.RUNNING, 0));

        assertThat(regatta("study", "extend", "s", "--wall-hours", "2.5", "--server", server.url()))
                .isZero();
        assertThat(server.requests().get(0).body()).isEqualTo("{\"budget\":{\"wall_hours\":2.5}}");
        assertThat(regatta(
                        "study", "extend", "s", "--target", "0.5", "--no-improvement", "7", "--server", server.url()))
                .isZero();
        assertThat(server.requests().get(1).body()).isEqualTo("{\"budget\":{\"target\":0.5,\"no_improvement\":7}}");
        assertThat(out.toString()).contains("s: running, 3 trials");
    }

    @Test
    void anEnqueuedPointsValuesAreNumbersWhereTheyLookLikeSome() {
        server.answers("POST /api/v1/studies/s/enqueue", 200, Views.study(StudyViewState.RUNNING, 0));

        int exit = regatta(
                "study",
                "enqueue",
                "s",
                "epochs=6",
                "temperature=1e-1",
                "method=random-init",
                "--server",
                server.url());

        assertThat(exit).isZero();
        assertThat(server.requests().get(0).body())
                .isEqualTo("{\"epochs\":6,\"temperature\":0.1,\"method\":\"random-init\"}");
    }

    @Test
    void aReplayThatFindsADifferenceNamesItAndFails() {
        server.answers("GET /api/v1/studies/s/replay", 200, new ReplayView(9, 4, Optional.empty()));
        assertThat(regatta("replay", "s", "--server", server.url())).isZero();
        assertThat(out.toString()).startsWith("s: 4 decisions derived again from 9 journal entries, all equal");

        ReplayView.Difference difference = new ReplayView.Difference(17, "this", "that");
        server.answers("GET /api/v1/studies/s/replay", 200, new ReplayView(9, 4, Optional.of(difference)));
        assertThat(regatta("replay", "s", "--server", server.url())).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("s differs at journal position 17", "expected: this", "actual:   that");
    }

    @Test
    void ledgerShowsWhatEachTrialAndEachPreemptionTook() {
        SpendingView spending = new SpendingView(110, 0, 30, Optional.of(0.14));
        LedgerView ledger = new LedgerView(
                "s",
                Instant.EPOCH,
                Optional.of(3.6),
                spending,
                List.of(new TrialSpendingView(0, spending, List.of())),
                List.of(new PreemptionView(0, 1, "anna", "EXPIRED", "gone", 30, 0, 10, Optional.of(0.04))));
        server.answers("GET /api/v1/studies/s/ledger?price_per_device_hour=3.6", 200, ledger);
        assertThat(regatta("ledger", "s", "--price", "3.6", "--server", server.url()))
                .isZero();
        assertThat(out.toString())
                .contains("0             0     110.0         0.0      30.0  0.1400")
                .contains("trial 0, attempt 1  anna        30.0         0.0       10.0  0.0400  gone");
    }

    @Test
    void fleetTellsAWorkerWhatToDo() {
        WorkerView worker = new WorkerView(
                "gpu-3",
                WorkerState.IDLE,
                true,
                "host",
                1,
                "gpu:0",
                4,
                "1.0",
                "spot",
                Map.of("gpu", "h100"),
                1L << 30,
                0.75,
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty());
        server.answers("POST /api/v1/workers/gpu-3/drain", 202, worker);
        server.answers("GET /api/v1/workers", 200, Map.of("workers", List.of(worker)));
        assertThat(regatta("fleet", "drain", "gpu-3", "--server", server.url())).isZero();
        assertThat(out.toString()).startsWith("gpu-3 saves, gives back what it is at, and ends");
        assertThat(regatta("fleet", "list", "--server", server.url())).isZero();
        assertThat(out.toString()).contains("gpu-3   IDLE   spot  gpu=h100  gpu:0         4  1.0 GiB  75 %");
        assertThat(regatta("fleet", "cordon", "nobody", "--server", server.url()))
                .isEqualTo(1);
    }
}
