package dev.regatta.worker.mlflow;

import static dev.regatta.worker.mlflow.TroubledServer.Trouble.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.protocol.TrialId;
import dev.regatta.worker.attempt.MetricPoint;
import dev.regatta.worker.attempt.RunLogger.RunStatus;
import dev.regatta.worker.attempt.RunLogger.TrackedRun;
import dev.regatta.worker.mlflow.TroubledServer.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class MlflowRunLoggerTest {
    private static final TrackedRun RUN =
            new TrackedRun(TrialId.parse("s/3"), Map.of("epochs", "6"), Map.of(TrackedRun.TRIAL_TAG, "s/3"));
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(5), Duration.ofMillis(20));

    private final AtomicLong looks = new AtomicLong();
    private TroubledServer server;
    private MlflowRunLogger logger;

    @BeforeEach
    void start() throws IOException {
        server = new TroubledServer();
        logger = MlflowRunLogger.open(server.address(), Optional.of("secret"), this::now, Duration.ofSeconds(1), QUICK);
    }

    @AfterEach
    void stop() {
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
        String run = get(logger.open(RUN));
        server.trouble("runs/log-batch", enough(trouble));

        CompletableFuture<Void> first = logger.log(run, points(0, 5));
        CompletableFuture<Void> second = logger.log(run, points(5, 8));
        get(first);
        get(second);

        assertThat(server.points())
                .extracting(point -> point.path("step").asLong())
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
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

    @Test
    void manyPointsAreSentInBatchesThatTheApiTakes() throws Exception {
        String run = get(logger.open(RUN));

        get(logger.log(run, points(0, 2300)));

        assertThat(server.points()).hasSize(2300);
    }

    @Test
    void runEndsWithItsStatus() throws Exception {
        String run = get(logger.open(RUN));

        get(logger.end(run, RunStatus.KILLED, Map.of("why", "stopped"), Instant.ofEpochSecond(5)));

        assertThat(server.update().orElseThrow().path("status").asText()).isEqualTo("KILLED");
        assertThat(server.update().orElseThrow().path("end_time").asLong()).isEqualTo(5000);
    }

    @Test
    void tokenIsSentWithEveryRequest() throws Exception {
        get(logger.open(RUN));

        assertThat(server.authorizations()).isNotEmpty().containsOnly("Bearer secret");
    }

    @Test
    void abandonedCallsAreNotSentAnyMore() throws Exception {
        String run = get(logger.open(RUN));
        server.trouble("runs/log-batch", List.of(SILENCE));
        CompletableFuture<Void> underWay = logger.log(run, points(0, 5));
        CompletableFuture<Void> waiting = logger.log(run, points(5, 8));

        logger.abandon();

        assertThatThrownBy(() -> get(underWay)).hasRootCauseInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> get(waiting)).hasRootCauseInstanceOf(CancellationException.class);
        get(logger.log(run, points(100, 101)));
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
