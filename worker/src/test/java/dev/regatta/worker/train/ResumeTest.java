package dev.regatta.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.worker.attempt.AttemptOutcome;
import dev.regatta.worker.attempt.IncompatibleCheckpointException;
import dev.regatta.worker.attempt.Progress;
import dev.regatta.worker.attempt.Snapshot;
import dev.regatta.worker.attempt.TrialSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The law of exact resume: an interrupted run ends with the same bits as an undisturbed one. */
class ResumeTest {

    /** The final state holds weights, buffers, momentum, bank, prototypes and metrics: all compared bit for bit. */
    @ParameterizedTest
    @CsvSource({
        "deepcluster-v2, random, 1",
        "deepcluster-v2, random, 6",
        "deepcluster-v2, previous, 8",
        "deepcluster-v2, random, 12",
        "deepcluster-kd, random, 3",
        "deepcluster-kd, previous, 11",
        "deepcluster, random, 2",
        "deepcluster, random, 6",
        "deepcluster, random, 9",
        "id, random, 1",
        "id, random, 6",
        "id, random, 10",
        "idfd, random, 4",
        "idfd, random, 7",
        "concurl, random, 1",
        "concurl, random, 6",
        "concurl, random, 8"
    })
    void interruptedRunEndsAsTheUndisturbedOne(String method, String kmeansInit, long stopAtStep) {
        TrialSettings settings = trial(method, kmeansInit);
        RecordingContext undisturbed = RecordingContext.undisturbed();
        AttemptOutcome expected = TinyTrial.run(settings, Optional.empty(), undisturbed);

        RecordingContext first = new RecordingContext(progress -> progress.step() == stopAtStep);
        assertThat(TinyTrial.run(settings, Optional.empty(), first)).isInstanceOf(AttemptOutcome.Yielded.class);
        RecordingContext second = RecordingContext.undisturbed();
        AttemptOutcome resumed = TinyTrial.run(settings, first.lastState(), second);

        assertThat(resumed).isEqualTo(expected);
        assertSameRecord(undisturbed, first, second);
    }

    /** Each option that keeps something from step to step, or from epoch to epoch. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "method=id instance_loss=nce",
                "method=idfd decorrelation=orthogonal",
                "method=deepcluster empty_clusters=farthest",
                "method=deepcluster-v2 drop_last=false heads=2 head_cluster_factor=1.5",
                "method=deepcluster-v2 corruption=mixup head_clusters=5,12,3",
                "method=deepcluster-v2 corruption=mask ema_momentum=0.9",
                "method=deepcluster-v2 whiten=true kmeans_init=previous",
                "method=deepcluster-v2 labels=balanced kmeans_init=k-means++ prototypes_frozen=true",
                "method=deepcluster-kd branch_head=linear kmeans_init=previous",
                "method=deepcluster-kd branch_head=shared branch_prototypes=class-means heads=2",
                "method=deepcluster-kd kmeans_input=each hint_level=map hint_reduction=norm",
                "method=deepcluster-kd branch_prototypes=sgd branch_prototypes_frozen=false kd_alpha=0.0 kd_lambda=0.0"
            })
    void interruptedRunWithAnyOptionEndsAsTheUndisturbedOne(String options) {
        TrialSettings settings = TinyTrial.of(TinyTrial.parse(options + " prototype_freeze_steps=4"));
        RecordingContext undisturbed = RecordingContext.undisturbed();
        AttemptOutcome expected = TinyTrial.run(settings, Optional.empty(), undisturbed);
        assertThat(expected).isInstanceOf(AttemptOutcome.Completed.class);

        RecordingContext first = new RecordingContext(progress -> progress.step() == 3);
        TinyTrial.run(settings, Optional.empty(), first);
        RecordingContext second = new RecordingContext(progress -> progress.step() == 9);
        TinyTrial.run(settings, first.lastState(), second);
        RecordingContext third = RecordingContext.undisturbed();

        assertThat(TinyTrial.run(settings, second.lastState(), third)).isEqualTo(expected);
        assertSameRecord(undisturbed, first, second, third);
    }

    @ParameterizedTest
    @CsvSource({"larc, step, resnet-50, 5", "sgd, constant, resnet-18, 9"})
    void otherOptimizersSchedulesAndEncodersResumeAsExactly(
            String optimizer, String schedule, String encoder, long stopAtStep) {
        TrialSettings settings = TinyTrial.of(Map.of(
                "method",
                "deepcluster-kd",
                "optimizer",
                optimizer,
                "schedule",
                schedule,
                "encoder",
                encoder,
                "branch",
                "depthwise",
                "prototype_freeze_steps",
                4));
        RecordingContext undisturbed = RecordingContext.undisturbed();
        AttemptOutcome expected = TinyTrial.run(settings, Optional.empty(), undisturbed);

        RecordingContext first = new RecordingContext(progress -> progress.step() == stopAtStep);
        assertThat(TinyTrial.run(settings, Optional.empty(), first)).isInstanceOf(AttemptOutcome.Yielded.class);
        RecordingContext second = RecordingContext.undisturbed();

        assertThat(TinyTrial.run(settings, first.lastState(), second)).isEqualTo(expected);
        assertSameRecord(undisturbed, first, second);
    }

    @Test
    void runInterruptedAfterEverySingleStepEndsAsTheUndisturbedOne() {
        TrialSettings settings = trial("deepcluster-kd", "random");
        RecordingContext undisturbed = RecordingContext.undisturbed();
        AttemptOutcome expected = TinyTrial.run(settings, Optional.empty(), undisturbed);

        List<RecordingContext> attempts = new ArrayList<>();
        Optional<byte[]> state = Optional.empty();
        AttemptOutcome outcome = new AttemptOutcome.Yielded();
        while (outcome instanceof AttemptOutcome.Yielded && attempts.size() < 20) {
            long next = attempts.size() + 1L;
            RecordingContext attempt = new RecordingContext(progress -> progress.step() == next);
            outcome = TinyTrial.run(settings, state, attempt);
            state = attempt.lastState().or(() -> lastStateOf(attempts));
            attempts.add(attempt);
        }

        assertThat(outcome).isEqualTo(expected);
        assertSameRecord(undisturbed, attempts.toArray(new RecordingContext[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"random-init", "deepcluster-v2"})
    void evaluatedStateGivesTheResultWithoutWork(String method) {
        TrialSettings settings = trial(method, "random");
        RecordingContext first = RecordingContext.undisturbed();
        AttemptOutcome expected = TinyTrial.run(settings, Optional.empty(), first);

        RecordingContext second = RecordingContext.undisturbed();
        AttemptOutcome resumed = TinyTrial.run(settings, first.lastState(), second);

        assertThat(resumed).isEqualTo(expected);
        assertThat(second.snapshots()).isEmpty();
    }

    @Test
    void stopDuringTheEvaluationYieldsAndTheLastEpochServes() {
        TrialSettings settings = trial("deepcluster-v2", "random");
        RecordingContext undisturbed = RecordingContext.undisturbed();
        AttemptOutcome expected = TinyTrial.run(settings, Optional.empty(), undisturbed);

        RecordingContext first = new RecordingContext(progress -> progress.phase() == Progress.Phase.EVALUATING);
        assertThat(TinyTrial.run(settings, Optional.empty(), first)).isInstanceOf(AttemptOutcome.Yielded.class);
        assertThat(first.snapshots()).last().extracting(Snapshot::kind).isEqualTo(Snapshot.Kind.EPOCH_END);
        RecordingContext second = RecordingContext.undisturbed();

        assertThat(TinyTrial.run(settings, first.lastState(), second)).isEqualTo(expected);
        assertSameRecord(undisturbed, first, second);
    }

    @Test
    void stateOfOtherSettingsIsRefused() {
        RecordingContext context = RecordingContext.undisturbed();
        TinyTrial.run(trial("random-init", "random"), Optional.empty(), context);
        TrialSettings other = TinyTrial.of(Map.of("method", "random-init", "probe_epochs", 2));

        assertThatThrownBy(() -> TinyTrial.run(other, context.lastState(), RecordingContext.undisturbed()))
                .isInstanceOf(IncompatibleCheckpointException.class)
                .hasMessageContaining("other settings, data, seed or thread count");
    }

    @Test
    void damagedStateIsRefused() {
        RecordingContext context = RecordingContext.undisturbed();
        TrialSettings settings = trial("random-init", "random");
        TinyTrial.run(settings, Optional.empty(), context);
        byte[] state = context.lastState().orElseThrow();
        byte[] damaged = Arrays.copyOf(state, state.length);
        damaged[state.length / 2] ^= 1;

        assertThatThrownBy(() -> TinyTrial.run(settings, Optional.of(damaged), RecordingContext.undisturbed()))
                .isInstanceOf(IncompatibleCheckpointException.class)
                .hasMessageContaining("checksum");
    }

    /** Prototypes begin to train in the second epoch, so that their buffers matter too. */
    private static TrialSettings trial(String method, String kmeansInit) {
        return TinyTrial.of(Map.of("method", method, "kmeans_init", kmeansInit, "prototype_freeze_steps", 4));
    }

    private static Optional<byte[]> lastStateOf(List<RecordingContext> attempts) {
        return attempts.stream()
                .flatMap(attempt -> attempt.lastState().stream())
                .reduce((earlier, later) -> later);
    }

    /** Every epoch's metrics, prototypes and state, and the evaluation's, are equal; none is logged twice. */
    private static void assertSameRecord(RecordingContext undisturbed, RecordingContext... attempts) {
        List<Snapshot> expected = logged(undisturbed);
        List<Snapshot> actual = Arrays.stream(attempts)
                .flatMap(attempt -> logged(attempt).stream())
                .toList();
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).metrics()).isEqualTo(expected.get(i).metrics());
            assertThat(actual.get(i).state()).isEqualTo(expected.get(i).state());
            assertThat(actual.get(i).prototypes().map(HexFormat.of()::formatHex))
                    .isEqualTo(expected.get(i).prototypes().map(HexFormat.of()::formatHex));
        }
    }

    private static List<Snapshot> logged(RecordingContext context) {
        return context.snapshots().stream()
                .filter(snapshot -> snapshot.kind() != Snapshot.Kind.MID_EPOCH)
                .toList();
    }
}
