package dev.regatta.worker.attempt;

import dev.regatta.protocol.study.DatasetSpec;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Workload;

/**
 * All that decides a trial's result: two attempts with equal settings and an equal thread count end with equal weights.
 *
 * @param parameters the trial's hyperparameters, completed by its preset
 * @param workload what carries the trial out
 * @param dataset what to train on
 * @param seed seed of every random choice in the trial
 * @param threads threads the engine computes with, ≥ 1; part of the result, since sums are split by thread
 */
public record TrialSettings(Parameters parameters, Workload workload, DatasetSpec dataset, long seed, int threads) {

    /** Of a trial that trains a method of the catalogue. */
    public TrialSettings(Parameters parameters, DatasetSpec dataset, long seed, int threads) {
        this(parameters, new Workload.Train(), dataset, seed, threads);
    }
}
