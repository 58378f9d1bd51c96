package dev.regatta.worker.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.TestEngine;
import dev.regatta.worker.attempt.AttemptOutcome;
import dev.regatta.worker.attempt.Progress;
import dev.regatta.worker.attempt.TrialSettings;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.Batch;
import dev.regatta.worker.data.BatchReader;
import dev.regatta.worker.data.Dataset;
import dev.regatta.worker.data.Datasets;
import dev.regatta.worker.data.Normalization;
import dev.regatta.worker.method.Assignments;
import dev.regatta.worker.method.MemoryBank;
import dev.regatta.worker.method.PretrainingMethod;
import dev.regatta.worker.model.Initializer;
import dev.regatta.worker.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PretrainingTest {
    private final NDManager manager = TestEngine.manager();
    private final Weights weights = new Weights(manager, DataType.FLOAT32, 1);
    private final ScriptedMethod method = new ScriptedMethod(weights);
    private final List<String> saved = new ArrayList<>();

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void lossThatIsNotFiniteEndsTheAttemptWithItsStepAndMovesNothing() {
        method.nanAt = 8;
        RecordingContext context = RecordingContext.undisturbed();

        Optional<AttemptOutcome> outcome = run(context);

        assertThat(outcome)
                .hasValueSatisfying(end -> assertThat(end)
                        .isInstanceOfSatisfying(AttemptOutcome.Diverged.class, diverged -> {
                            assertThat(diverged.step()).isEqualTo(8);
                            assertThat(diverged.loss()).isNaN();
                        }));
        assertThat(method.parameter.getFloat()).isFinite();
        assertThat(saved).containsExactly("EPOCH_END 0/6/6");
    }

    @Test
    void eachEpochBeginsOnceAndVisitsItsBatchesInOrder() {
        assertThat(run(RecordingContext.undisturbed())).isEmpty();

        assertThat(method.epochs).containsExactly(0, 1);
        assertThat(method.cursors).containsExactly(0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5);
        assertThat(method.prepared).isEqualTo(6);
        assertThat(saved).containsExactly("EPOCH_END 0/6/6", "EPOCH_END 1/6/12");
    }

    @Test
    void stopIsObeyedAtTheNextStepWithASnapshotInsideTheEpoch() {
        assertThat(run(new RecordingContext(progress -> progress.step() == 2))).contains(new AttemptOutcome.Yielded());

        assertThat(saved).containsExactly("MID_EPOCH 0/2/2");
    }

    @Test
    void stopAtAnEpochsEndNeedsNoFurtherSnapshot() {
        assertThat(run(new RecordingContext(progress -> progress.step() == 6))).contains(new AttemptOutcome.Yielded());

        assertThat(saved).containsExactly("EPOCH_END 0/6/6");
        assertThat(method.epochs).containsExactly(0);
    }

    @Test
    void stopBeforeTheFirstStepLeavesNothingToSave() {
        RecordingContext context = new RecordingContext(progress -> true);
        context.progress(new Progress(Progress.Phase.PREPARING, 0, 2, 0, 12, Double.NaN));

        assertThat(run(context)).contains(new AttemptOutcome.Yielded());
        assertThat(saved).isEmpty();
    }

    private Optional<AttemptOutcome> run(RecordingContext context) {
        TrialSettings trial = TinyTrial.of(Map.of());
        Dataset data = Datasets.open(trial.dataset(), Optional.empty()).train();
        return new Pretraining(
                        RunSettings.of(trial),
                        method,
                        new BatchReader(data, Normalization.of(data)),
                        new EpochOrder(data.size(), 16, true, 1),
                        new Sgd(weights.parameters(), 0.9, 0, false, 1, manager),
                        manager,
                        context,
                        (kind, at, rate) ->
                                saved.add("%s %d/%d/%d".formatted(kind, at.epoch(), at.cursor(), at.step())))
                .run(Position.START);
    }

    /** A method of one parameter whose loss can be told to be no number. */
    private static final class ScriptedMethod implements PretrainingMethod {
        private final NDArray parameter;
        private final List<Integer> epochs = new ArrayList<>();
        private final List<Integer> cursors = new ArrayList<>();
        private int prepared;
        private int nanAt = -1;

        ScriptedMethod(Weights weights) {
            parameter = weights.parameter("p", new Shape(1), Initializer.constant(1));
        }

        @Override
        public void prepare(Batch batch, int cursor) {
            prepared++;
        }

        @Override
        public void beginEpoch(int epoch) {
            epochs.add(epoch);
        }

        @Override
        public NDArray loss(Batch batch, int cursor) {
            float factor = cursors.size() == nanAt ? Float.NaN : 1;
            cursors.add(cursor);
            return batch.samples().getManager().create(factor).mul(parameter).sum();
        }

        @Override
        public Set<String> frozen(long step) {
            return Set.of();
        }

        @Override
        public Map<String, HostTensor> state() {
            return Map.of();
        }

        @Override
        public void restore(TensorFile file) {
            throw new AssertionError("nothing is restored here");
        }

        @Override
        public Optional<NDArray> embed(NDArray pooled) {
            return Optional.empty();
        }

        @Override
        public Optional<Assignments> assignments() {
            return Optional.empty();
        }

        @Override
        public Optional<MemoryBank> bank() {
            return Optional.empty();
        }

        @Override
        public Optional<HostTensor> prototypes() {
            return Optional.empty();
        }
    }
}
