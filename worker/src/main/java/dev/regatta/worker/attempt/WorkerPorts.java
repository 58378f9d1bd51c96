package dev.regatta.worker.attempt;

import java.time.InstantSource;

/** All that an attempt needs of the world outside it. */
public record WorkerPorts(
        TrialTrainer trainer,
        FactSender facts,
        CheckpointStore checkpoints,
        PrototypeStore prototypes,
        RunLogger logger,
        InstantSource clock) {}
