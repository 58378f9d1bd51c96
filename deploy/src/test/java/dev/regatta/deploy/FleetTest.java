package dev.regatta.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a trial leaves behind when processes are killed, stopped or told to end, connections cut, and disks full is, bit
 * for bit, what the same trial leaves behind undisturbed. With real processes.
 */
@Timeout(240)
class FleetTest implements NetworkFaults, StorageFaults {
    private static final int EPOCHS = 6;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path directory;

    private static Installation installation;
    private static Api api;
    private static Comparison comparison;

    @BeforeAll
    static void runUndisturbed() throws IOException, InterruptedException {
        installation = new Installation(directory);
        api = installation.api();
        installation.twoWorkers("first");
        comparison = new Comparison(installation, EPOCHS);
    }

    @AfterAll
    static void stopAll() throws IOException, InterruptedException {
        installation.stop();
    }

    @BeforeEach
    void haveTwoWorkers(TestInfo test) throws InterruptedException {
        installation.twoWorkers(test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void openTheGates() throws IOException {
        installation.openGates();
    }

    @Override
    public Installation installation() {
        return installation;
    }

    @Override
    public Comparison comparison() {
        return comparison;
    }

    private static JsonNode complete(String name) throws InterruptedException {
        return comparison.complete(name);
    }

    private static JsonNode inMidTrial(String name) throws InterruptedException {
        return comparison.inMidTrial(name);
    }

    private static String workerOf(JsonNode trial) {
        return Comparison.workerOf(trial);
    }

    private static void assertLeftTheSame(JsonNode trial) {
        comparison.assertLeftTheSame(trial);
    }

    @Test
    void undisturbedTrialLogsEveryMetricOfEveryEpochOnce() {
        Outcome undisturbed = comparison.undisturbed();
        assertThat(undisturbed.weightsSha256()).hasSize(64);
        assertThat(undisturbed.logged())
                .extracting(Api.Point::key)
                .contains("loss", "knn_accuracy", "validation_linear_accuracy");
        assertThat(undisturbed.logged().stream().filter(point -> point.key().equals("loss")))
                .hasSize(EPOCHS);
        assertThat(new HashSet<>(undisturbed.logged())).hasSameSizeAs(undisturbed.logged());
    }

    @Test
    void runOnAServerOutsideHoldsWhatOneOfTheCoordinatorDoes() throws InterruptedException {
        JsonNode inside =
                api.run(api.trial(Comparison.UNDISTURBED).path("mlflow_run").asText());
        URI url = installation.startOutsideServer();
        Api outside = new Api(url);
        installation.oneWorkerThatLogsTo(url, "outside-worker");

        JsonNode trial = complete("outside");
        installation.endWorkers();

        String id = trial.path("mlflow_run").asText();
        JsonNode run = outside.run(id);
        assertThat(trial.path("weights_sha256").asText())
                .isEqualTo(comparison.undisturbed().weightsSha256());
        assertThat(outside.points(id)).isEqualTo(comparison.undisturbed().logged());
        assertThat(run.path("data").path("params"))
                .isEqualTo(inside.path("data").path("params"));
        assertThat(keys(run)).isEqualTo(keys(inside));
        assertThat(run.path("info").path("status").asText()).isEqualTo("FINISHED");
        assertThat(outside.artifacts(id))
                .isNotEmpty()
                .isEqualTo(api.artifacts(inside.path("info").path("run_id").asText()));
    }

    private static List<String> keys(JsonNode run) {
        return run.path("data").path("tags").findValuesAsText("key");
    }

    @Test
    void trialOfAKilledWorkerGoesOnFromItsCheckpointOnTheOther() throws InterruptedException {
        JsonNode running = inMidTrial("killed");
        String victim = workerOf(running);

        Instant killed = Instant.now();
        installation.worker(victim).kill();
        JsonNode trial = api.awaitCompleted("killed");

        assertThat(trial.path("attempts")).hasSize(2);
        assertThat(trial.path("attempts").path(0).path("state").asText()).isEqualTo("EXPIRED");
        assertThat(trial.path("attempts").path(0).path("end").asText()).endsWith("is gone");
        assertThat(grantedAt(trial, 1)).isBefore(killed.plus(installation.lease()));
        assertThat(workerOf(trial)).isNotEqualTo(victim);
        assertThat(trial.path("attempts").path(1).path("resumed_from_step").asLong())
                .isPositive();
        assertThat(trial.path("mlflow_run")).isEqualTo(running.path("mlflow_run"));
        assertLeftTheSame(trial);
    }

    /** When an attempt, counted from 0, got its lease. */
    private static Instant grantedAt(JsonNode trial, int attempt) {
        return Instant.parse(
                trial.path("attempts").path(attempt).path("granted_at").asText());
    }

    @Test
    void trialOfATerminatedWorkerIsYieldedAndGoesOnFromMidEpoch() throws InterruptedException {
        JsonNode running = inMidTrial("terminated");
        String leaving = workerOf(running);

        int exitCode = installation.worker(leaving).terminate();
        JsonNode trial = api.awaitCompleted("terminated");

        assertThat(exitCode).isIn(0, 143);
        assertThat(trial.path("attempts")).hasSize(2);
        assertThat(trial.path("attempts").path(0).path("state").asText()).isEqualTo("YIELDED");
        assertThat(workerOf(trial)).isNotEqualTo(leaving);
        assertThat(trial.path("mlflow_run")).isEqualTo(running.path("mlflow_run"));
        assertLeftTheSame(trial);
    }

    @Test
    void frozenWorkersTrialRunsElsewhereAndItsLateWordsAreRefused() throws IOException, InterruptedException {
        JsonNode running = inMidTrial("frozen");
        String zombie = workerOf(running);

        installation.worker(zombie).suspend();
        JsonNode trial = api.awaitCompleted("frozen");
        installation.worker(zombie).resume();
        int exitCode = installation.worker(zombie).terminate(); // it has said by now whatever it had to say

        assertThat(exitCode).isIn(0, 143);
        assertThat(trial.path("attempts")).hasSize(2);
        assertThat(trial.path("attempts").path(0).path("state").asText()).isEqualTo("EXPIRED");
        assertThat(workerOf(trial)).isNotEqualTo(zombie);
        assertThat(api.awaitCompleted("frozen")).isEqualTo(trial);
        assertLeftTheSame(trial);
    }

    @Test
    void coordinatorKilledInMidStudyGoesOnFromItsJournal() throws InterruptedException {
        JsonNode running = inMidTrial("headless");

        installation.restartServer();
        JsonNode trial = api.awaitCompleted("headless");

        assertThat(trial.path("mlflow_run")).isEqualTo(running.path("mlflow_run"));
        assertLeftTheSame(trial);
    }

    @Test
    void trialOutlivesAllHazelcastMembersAndItsWorker() throws InterruptedException {
        String victim = workerOf(inMidTrial("memberless"));

        installation.killServer();
        installation.worker(victim).kill();
        installation.startServerAgain();
        JsonNode trial = api.awaitCompleted("memberless");

        assertThat(workerOf(trial)).isNotEqualTo(victim);
        assertThat(trial.path("attempts").path(1).path("resumed_from_step").asLong())
                .isPositive();
        assertLeftTheSame(trial);
    }

    @Test
    void brokerKilledInMidStudyLosesNothing() throws InterruptedException {
        inMidTrial("brokerless");

        installation.restartBroker();
        JsonNode trial = api.awaitCompleted("brokerless");

        assertLeftTheSame(trial);
    }

    @Test
    void trackingServersAbsenceDelaysTheEndAndLosesNothing() throws IOException, InterruptedException {
        inMidTrial("unlogged");
        installation.tracking().shut();
        JsonNode trained = api.awaitTrial(
                "unlogged", "is trained", trial -> trial.path("epoch").asInt() == EPOCHS);
        assertThat(trained.path("state").asText()).isEqualTo("RUNNING");

        installation.tracking().open();
        JsonNode trial = api.awaitCompleted("unlogged");

        assertThat(trial.path("attempts")).hasSize(1);
        assertThat(api.run(trial.path("mlflow_run").asText())
                        .path("info")
                        .path("status")
                        .asText())
                .isEqualTo("FINISHED");
        assertLeftTheSame(trial);
    }

    @Test
    void trackingServersAnswersThatGetLostDoubleNothing() throws IOException, InterruptedException {
        inMidTrial("unanswered");
        installation.tracking().swallowAnswers();
        JsonNode unused = api.awaitTrial(
                "unanswered", "is trained", trial -> trial.path("epoch").asInt() == EPOCHS);

        installation.tracking().open();
        JsonNode trial = api.awaitCompleted("unanswered");

        assertThat(trial.path("attempts")).hasSize(1);
        assertLeftTheSame(trial);
    }

    @Test
    void slowConnectionToTheTrackingServerLosesNothing() throws InterruptedException {
        installation.tracking().slowDown();

        JsonNode trial = complete("slow");

        assertThat(trial.path("attempts")).hasSize(1);
        assertLeftTheSame(trial);
    }

    @Test
    void unreadableRecordsAreBuriedWithTheirReasonAndTheNextIsServed() throws InterruptedException {
        try (DeadLetterBox box = new DeadLetterBox(installation.kafka())) {
            box.sendGarbage("regatta.inbox", "{\"type\":\"Nonsense\"}");
            box.sendGarbage("regatta.work", "no json");

            JsonNode trial = complete("after-garbage");

            assertLeftTheSame(trial);
            assertThat(box.awaitLetters(2))
                    .allSatisfy(letter -> assertThat(letter.reason()).isNotBlank())
                    .extracting(DeadLetterBox.Letter::topic)
                    .containsExactlyInAnyOrderElementsOf(List.of("regatta.inbox", "regatta.work"));
        }
    }
}
