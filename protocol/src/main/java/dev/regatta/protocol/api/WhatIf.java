package dev.regatta.protocol.api;

import java.util.Optional;

/**
 * What another pruner or another sampler would have done with a study's recorded trials: one of the two is there.
 */
public record WhatIf(String study, Optional<PrunerOutcome> pruner, Optional<SamplerOutcome> sampler) {

    /**
     * Another pruner over the recorded curves.
     *
     * @param version its name and version
     * @param trials that the study has
     * @param epochs that they trained as recorded
     * @param epochsSaved of these, what it would have saved
     * @param shareSaved from 0 to 1
     * @param endedEarly trials that it would have ended before their recorded end
     * @param cutShort trials that did not complete as recorded and that it would have let go on: how far is not known
     * @param best the best completed trial
     * @param kept the best trial that it would have let complete; absent if there is none
     * @param keptRank its rank among the completed trials; 1: nothing would have been lost
     */
    public record PrunerOutcome(
            String version,
            int trials,
            long epochs,
            long epochsSaved,
            double shareSaved,
            int endedEarly,
            int cutShort,
            Optional<Integer> best,
            Optional<Double> bestValue,
            Optional<Integer> kept,
            Optional<Double> keptValue,
            Optional<Integer> keptRank) {}

    /**
     * Another sampler over the recorded trials: each time it gets the nearest one to what it suggests that is left.
     *
     * @param version its name and version
     * @param trials completed trials that it could choose from
     * @param recordedUntilBest trials that completed until the best one did
     * @param replayedUntilBest trials that it would have needed
     * @param recordedHalfway the best value after half of the trials
     * @param replayedHalfway the same, with it
     */
    public record SamplerOutcome(
            String version,
            int trials,
            int recordedUntilBest,
            int replayedUntilBest,
            double recordedHalfway,
            double replayedHalfway) {}
}
