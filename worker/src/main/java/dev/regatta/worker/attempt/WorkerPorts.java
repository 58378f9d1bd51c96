package dev.regatta.worker.attempt;

import java.time.InstantSource;

/** All that an attempt needs of the world outside it. */
public record WorkerPorts(
        TrialTrainer trainer,
        FactSender facts,
        CheckpointStore checkpoints,
        PrototypeStore prototypes,
        RunLogger logger,
        InstantSource clock,
        Waits waits) {

    /** Ports of a worker in real time. */
    public WorkerPorts(
            TrialTrainer trainer,
            FactSender facts,
            CheckpointStore checkpoints,
            PrototypeStore prototypes,
            RunLogger logger,
            InstantSource clock) {
        this(trainer, facts, checkpoints, prototypes, logger, clock, new RealWaits());
    }
}
