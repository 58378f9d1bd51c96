package dev.regatta.worker.train;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import dev.regatta.worker.attempt.AttemptContext;
import dev.regatta.worker.attempt.AttemptOutcome;
import dev.regatta.worker.attempt.OutOfMemoryException;
import dev.regatta.worker.attempt.Progress;
import dev.regatta.worker.attempt.TrialSettings;
import dev.regatta.worker.attempt.TrialTrainer;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.DataException;
import dev.regatta.worker.data.DataSplits;
import dev.regatta.worker.data.Datasets;
import dev.regatta.worker.method.UnsuitableDataException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Trains trials with DJL's PyTorch engine. All native work happens on the thread that calls {@link #run}; every native
 * array of a run is freed when it returns.
 */
public final class TorchTrainer implements TrialTrainer {
    private final Optional<Path> dataDirectory;
    private final String device;

    /**
     * @param dataDirectory where data files are if a study does not say
     * @param device {@code cpu} or {@code gpu:N}
     */
    public TorchTrainer(Optional<Path> dataDirectory, String device) {
        this.dataDirectory = dataDirectory;
        this.device = device;
    }

    /** @throws EngineUnavailableException if this worker cannot compute at all */
    @Override
    public AttemptOutcome run(TrialSettings trial, Optional<byte[]> state, AttemptContext context) {
        context.progress(new Progress(Progress.Phase.PREPARING, 0, 0, 0, 0, Double.NaN));
        try {
            RunSettings settings = RunSettings.of(trial);
            DataSplits data = Datasets.open(trial.dataset(), dataDirectory);
            Optional<TensorFile> resumed = state.map(TensorFile::decode);
            try (NDManager manager = TorchEngine.load(trial.threads(), device).newManager()) {
                return new TrialRun(trial, settings, data, resumed, context, manager).run();
            }
        } catch (EngineException e) {
            throw DeviceMemory.isExhausted(e) ? new OutOfMemoryException(String.valueOf(e.getMessage()), e) : e;
        } catch (InvalidSettingsException | UnsuitableDataException | DataException e) {
            return new AttemptOutcome.Invalid(String.valueOf(e.getMessage()));
        }
    }
}
