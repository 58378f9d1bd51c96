package dev.regatta.protocol.command;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.study.DatasetSpec;
import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Workload;
import java.util.List;

/**
 * Work for one worker: an attempt of a trial. Travels in {@code regatta.work}.
 *
 * @param parameters the trial's parameters, as suggested
 * @param workload what carries it out
 * @param seed seed of every random choice in the trial
 * @param checkpoints what to resume from, newest first; empty: from the start
 */
public record RunTrial(
        AttemptId attempt,
        Parameters parameters,
        Workload workload,
        DatasetSpec dataset,
        Objective objective,
        long seed,
        List<CheckpointRef> checkpoints) {

    public RunTrial {
        checkpoints = List.copyOf(checkpoints);
    }
}
