package dev.regatta.worker.attempt;

import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * All that an attempt needs of the world outside it.
 *
 * @param saving where checkpoints are saved, one after the other; may be the training's own thread
 */
public record WorkerPorts(
        TrialTrainer trainer,
        FactSender facts,
        CheckpointStore checkpoints,
        PrototypeStore prototypes,
        RunLogger logger,
        InstantSource clock,
        Waits waits,
        Executor saving) {

    /** Ports of a worker in real time that saves checkpoints while training waits. */
    public WorkerPorts(
            TrialTrainer trainer,
            FactSender facts,
            CheckpointStore checkpoints,
            PrototypeStore prototypes,
            RunLogger logger,
            InstantSource clock) {
        this(trainer, facts, checkpoints, prototypes, logger, clock, new RealWaits(), Runnable::run);
    }
}
