package dev.regatta.worker.mlflow;

import static dev.regatta.worker.mlflow.TroubledServer.Trouble.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.protocol.TrialId;
import dev.regatta.worker.attempt.Artifact;
import dev.regatta.worker.attempt.MetricPoint;
import dev.regatta.worker.attempt.QueueFullException;
import dev.regatta.worker.attempt.RunLogger.RunStatus;
import dev.regatta.worker.attempt.RunLogger.TrackedRun;
import dev.regatta.worker.mlflow.TroubledServer.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class MlflowRunLoggerTest {
    private static final TrackedRun RUN =
            new TrackedRun(TrialId.parse("s/3"), Map.of("epochs", "6"), Map.of(TrackedRun.TRIAL_TAG, "s/3"));
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(5), Duration.ofMillis(20));

    private static final long SPOOL_BYTES = 1 << 20;
    private static final TrialId TRIAL = RUN.trial();

    @TempDir
    Path spool;

    private final AtomicLong looks = new AtomicLong();
    private TroubledServer server;
    private MlflowRunLogger logger;

    @BeforeEach
    void start() throws IOException {
        server = new TroubledServer();
        logger = open(SPOOL_BYTES);
    }

    private MlflowRunLogger open(long spoolBytes) throws IOException {
        return open(spoolBytes, List.of(server.address()));
    }

    private MlflowRunLogger open(long spoolBytes, List<URI> servers) throws IOException {
        var target = new MlflowRunLogger.Target(servers, Optional.of("secret"), spool, spoolBytes);
        return MlflowRunLogger.open(target, this::now, new MlflowRunLogger.Patience(Duration.ofSeconds(1), QUICK));
    }

    @AfterEach
    void stop() throws IOException {
        logger.close();
        server.close();
    }

    private Instant now() {
        return Instant.ofEpochSecond(1_000_000_000L + looks.getAndIncrement());
    }

    /** The client itself posts three times; a silent server is left after the deadline. */
    private static List<Trouble> enough(Trouble trouble) {
        return trouble == SILENCE ? List.of(SILENCE) : Collections.nCopies(4, trouble);
    }

    private static List<MetricPoint> points(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(step -> new MetricPoint("loss", 1.0 / (step + 1), 1000 + step, step))
                .toList();
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void everyPointArrivesOnceWhateverTheServerDidAtFirst(Trouble trouble) throws Exception {
        get(logger.open(RUN));
        server.trouble("runs/log-batch", enough(trouble));

        CompletableFuture<Void> first = logger.log(TRIAL, points(0, 5));
        CompletableFuture<Void> second = logger.log(TRIAL, points(5, 8));
        get(first);
        get(second);

        assertThat(server.points())
                .extracting(point -> point.path("step").asLong())
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    /** As where one of several coordinators is killed, whichever the worker asked at first. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNextOfSeveralServersIsAskedWhenOneFails(boolean goneFirst) throws Exception {
        URI gone = URI.create("http://127.0.0.1:" + closedPort());
        logger.close();
        logger = open(SPOOL_BYTES, goneFirst ? List.of(gone, server.address()) : List.of(server.address(), gone));
        String run = get(logger.open(RUN));
        server.trouble("runs/log-batch", enough(Trouble.ERROR));
        server.trouble("artifacts", enough(Trouble.ERROR));

        get(logger.log(TRIAL, points(0, 5)));
        get(logger.store(TRIAL, new Artifact("plot.svg", new byte[] {1, 2})));
        get(logger.log(TRIAL, points(5, 8)));

        assertThat(server.runs()).containsExactly(run);
        assertThat(server.points())
                .extracting(point -> point.path("step").asLong())
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void trialHasOneRunThoughItsCreationWasTroubled(Trouble trouble) throws Exception {
        server.trouble("runs/create", enough(trouble));

        String run = get(logger.open(RUN));

        assertThat(server.runs()).containsExactly(run);
        assertThat(get(logger.open(RUN))).as("opened by the next attempt").isEqualTo(run);
        assertThat(server.params()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void studyHasOneExperimentThoughItsCreationWasTroubled(Trouble trouble) throws Exception {
        server.trouble("experiments/create", enough(trouble));

        assertThat(get(logger.open(RUN))).isIn(server.runs());
    }

    /** A server named by MLFLOW_TRACKING_URI, which fails at first: afterwards the run is whole there. */
    @ParameterizedTest
    @EnumSource(Trouble.class)
    void runOfAnotherServerHoldsParamsMetricsTagsAndArtifacts(Trouble trouble) throws Exception {
        for (String call : List.of("experiments/create", "runs/create", "runs/log-batch", "runs/update", "artifacts")) {
            server.trouble(call, enough(trouble));
        }
        TrackedRun run = new TrackedRun(
                TRIAL, Map.of("epochs", "6", "lr", "0.1"), Map.of(TrackedRun.TRIAL_TAG, "s/3", "method", "swav"));
        String id = get(logger.open(run));
        get(logger.log(TRIAL, points(0, 3)));
        get(logger.log(TRIAL, List.of(new MetricPoint("accuracy", Double.NaN, 2000, 3))));
        get(logger.store(TRIAL, new Artifact("model/weights.bin", new byte[] {1, 2, 3})));
        get(logger.end(TRIAL, RunStatus.FINISHED, Map.of("best", "0.5"), Instant.ofEpochSecond(9)));

        assertThat(server.runs()).containsExactly(id);
        assertThat(server.params())
                .extracting(param ->
                        param.path("key").asText() + "=" + param.path("value").asText())
                .containsExactlyInAnyOrder("epochs=6", "lr=0.1");
        assertThat(server.points())
                .extracting(point -> point.path("key").asText() + " "
                        + point.path("value").asText() + " "
                        + point.path("timestamp").asText() + " "
                        + point.path("step").asText())
                .containsExactly(
                        "loss 1.0 1000 0", "loss 0.5 1001 1", "loss " + 1.0 / 3 + " 1002 2", "accuracy NaN 2000 3");
        assertThat(server.tags())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(TrackedRun.TRIAL_TAG, "s/3", "method", "swav", "best", "0.5"));
        assertThat(server.artifacts().get("1/" + id + "/artifacts/model/weights.bin"))
                .containsExactly(1, 2, 3);
        assertThat(server.update().orElseThrow().path("status").asText()).isEqualTo("FINISHED");
    }

    @Test
    void manyPointsAreSentInBatchesThatTheApiTakes() throws Exception {
        get(logger.open(RUN));

        get(logger.log(TRIAL, points(0, 2300)));

        assertThat(server.points()).hasSize(2300);
    }

    @Test
    void runEndsWithItsStatus() throws Exception {
        get(logger.open(RUN));

        get(logger.end(TRIAL, RunStatus.KILLED, Map.of("why", "stopped"), Instant.ofEpochSecond(5)));

        assertThat(server.update().orElseThrow().path("status").asText()).isEqualTo("KILLED");
        assertThat(server.update().orElseThrow().path("end_time").asLong()).isEqualTo(5000);
    }

    @Test
    void whatWaitsTogetherGoesInOneBatch() throws Exception {
        get(logger.open(RUN));
        server.trouble("runs/log-batch", List.of(SILENCE));
        List<CompletableFuture<Void>> asked = new ArrayList<>();
        for (long step = 0; step < 50; step++) {
            asked.add(logger.log(TRIAL, points(step, step + 1)));
        }
        for (CompletableFuture<Void> each : asked) {
            get(each);
        }

        assertThat(server.points()).hasSize(50);
        assertThat(server.calls("runs/log-batch"))
                .as("the run's parameters among them")
                .isLessThanOrEqualTo(5);
    }

    /** At a point a second, with the usual pauses between tries: what an hour's training logs, and the tries of an hour. */
    @Test
    void serverThatIsAwayForAnHourGetsEveryPointOnce() throws Exception {
        get(logger.open(RUN));
        server.trouble("runs/log-batch", Collections.nCopies(triesOfAnHour(), Trouble.ERROR));
        List<CompletableFuture<Void>> asked = new ArrayList<>();
        for (long second = 0; second < 3600; second++) {
            asked.add(logger.log(TRIAL, points(second, second + 1)));
        }
        assertThat(server.points()).as("nobody waited for the server").isEmpty();

        server.trouble("runs/log-batch", List.of());
        for (CompletableFuture<Void> each : asked) {
            get(each);
        }
        assertThat(server.points())
                .extracting(point -> point.path("step").asLong())
                .containsExactlyElementsOf(LongStream.range(0, 3600).boxed().toList());
    }

    private static int triesOfAnHour() {
        Duration waited = Duration.ZERO;
        int tries = 0;
        while (waited.compareTo(Duration.ofHours(1)) < 0) {
            waited = waited.plus(Backoff.USUAL.after(++tries));
        }
        return 4 * tries; // the client itself posts up to four times
    }

    @Test
    void whatAnEarlierProcessLeftIsSentByTheNextOnce() throws Exception {
        get(logger.open(RUN));
        server.trouble("runs/log-batch", Collections.nCopies(1000, Trouble.ERROR));
        CompletableFuture<Void> left = logger.log(TRIAL, points(0, 3));
        logger.close();
        assertThat(left).isNotDone();
        server.trouble("runs/log-batch", List.of());

        logger = open(SPOOL_BYTES);
        get(logger.log(TRIAL, points(3, 5)));

        assertThat(server.points())
                .extracting(point -> point.path("step").asLong())
                .containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(server.runs()).hasSize(1);
    }

    @Test
    void twoWorkersOfOneFolderHaveQueuesOfTheirOwn() throws Exception {
        get(logger.open(RUN));
        try (MlflowRunLogger other = open(SPOOL_BYTES)) {
            get(other.open(RUN));
            get(other.log(TRIAL, points(0, 1)));
        }
        get(logger.log(TRIAL, points(1, 2)));

        assertThat(server.points()).hasSize(2);
    }

    @Test
    void fullQueueRefusesAtOnceAndTakesAgainOnceItIsEmpty() throws Exception {
        logger.close();
        logger = open(20_000);
        get(logger.open(RUN));
        server.trouble("runs/log-batch", List.of(SILENCE));
        CompletableFuture<Void> fits = logger.log(TRIAL, points(0, 100));
        CompletableFuture<Void> tooMuch = logger.log(TRIAL, points(100, 300));

        assertThat(tooMuch).isCompletedExceptionally();
        assertThatThrownBy(tooMuch::join).hasCauseInstanceOf(QueueFullException.class);
        get(fits);
        get(logger.log(TRIAL, points(100, 150)));
        assertThat(server.points()).hasSize(150);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void artifactIsStoredWhateverTheServerDidAtFirst(Trouble trouble) throws Exception {
        String run = get(logger.open(RUN));
        server.trouble("artifacts", List.of(trouble));
        byte[] content = "a picture".getBytes(StandardCharsets.UTF_8);

        get(logger.store(TRIAL, new Artifact("plots/a curve.svg", content)));

        assertThat(server.artifacts()).containsOnlyKeys("1/" + run + "/artifacts/plots/a curve.svg");
        assertThat(server.artifacts().values()).containsExactly(content);
    }

    @Test
    void artifactBeyondTheServersProxyIsLeftOutAndTheRunGoesOn() throws Exception {
        server.keepArtifactsAt("s3://bucket/");
        get(logger.open(RUN));

        get(logger.store(TRIAL, new Artifact("a.svg", new byte[] {1})));
        get(logger.log(TRIAL, points(0, 1)));

        assertThat(server.artifacts()).isEmpty();
        assertThat(server.points()).hasSize(1);
    }

    @Test
    void tokenIsSentWithEveryRequest() throws Exception {
        get(logger.open(RUN));

        assertThat(server.authorizations()).isNotEmpty().containsOnly("Bearer secret");
    }

    @Test
    void abandonedCallsAreNotSentAnyMore() throws Exception {
        get(logger.open(RUN));
        server.trouble("runs/log-batch", List.of(SILENCE));
        CompletableFuture<Void> underWay = logger.log(TRIAL, points(0, 5));
        CompletableFuture<Void> waiting = logger.log(TRIAL, points(5, 8));

        logger.abandon();

        assertThatThrownBy(() -> get(underWay)).hasRootCauseInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> get(waiting)).hasRootCauseInstanceOf(CancellationException.class);
        get(logger.log(TRIAL, points(100, 101)));
        assertThat(server.points())
                .extracting(point -> point.path("step").asLong())
                .doesNotContain(5L, 6L, 7L)
                .contains(100L);
    }

    @Test
    void backoffDoublesUpToItsBound() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

        assertThat(List.of(1, 2, 4, 5, 500).stream().map(backoff::after))
                .extracting(Duration::toMillis)
                .containsExactly(100L, 200L, 800L, 1000L, 1000L);
    }
}
