package dev.regatta.coordinator.bench;

import dev.regatta.coordinator.bench.functions.Zdt;
import dev.regatta.coordinator.search.Direction;
import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.ObservedTrial;
import dev.regatta.coordinator.search.Sampler;
import dev.regatta.coordinator.search.Samplers;
import dev.regatta.coordinator.search.SearchSpace;
import dev.regatta.coordinator.search.Seeds;
import dev.regatta.coordinator.search.nsga.Nsga2Sampler;
import dev.regatta.coordinator.search.pareto.Hypervolume;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.SamplerSpec;
import java.util.List;
import java.util.Map;

/**
 * How much of the volume below (1, 1) the final population of NSGA-II encloses, on the scale of the true front: 100 trials
 * a generation, 25,000 in all, as in the published figures.
 */
final class FrontSearch {

    static final int TRIALS = 25_000;
    private static final int POPULATION = 100;

    /** NSGA-II's medians (Nebro et al. 2009, SMPSO: table of hypervolumes). */
    static final Map<String, Double> PUBLISHED = Map.of("zdt1", .659, "zdt2", .326, "zdt3", .515);

    private FrontSearch() {}

    static double hypervolume(Zdt function, int trials, long seed) {
        Sampler sampler = Samplers.of(new SamplerSpec("nsga2").with("population", (long) POPULATION), seed);
        SearchSpace space = SearchSpace.of(function.space());
        History history = History.empty(List.of(Direction.MINIMIZE, Direction.MINIMIZE));
        for (int trial = 0; trial < trials; trial++) {
            Parameters parameters = sampler.suggest(space, history, Seeds.forSampler(seed, trial))
                    .parameters();
            double[] values = function.values(parameters);
            history = history.with(ObservedTrial.running(trial, parameters).completed(values[0], values[1]));
        }
        List<double[]> losses = Nsga2Sampler.survivors(history, POPULATION).stream()
                .map(trial -> function.normalized(trial.values()))
                .toList();
        return Hypervolume.of(losses, new double[] {1, 1});
    }
}
