package dev.regatta.coordinator.search;

import dev.regatta.coordinator.search.cma.CmaSampler;
import dev.regatta.coordinator.search.gp.GpSampler;
import dev.regatta.coordinator.search.nsga.Nsga2Sampler;
import dev.regatta.coordinator.search.tpe.TpeSampler;
import dev.regatta.protocol.study.SamplerCatalogue;
import dev.regatta.protocol.study.SamplerSpec;

/** The samplers by name. */
public final class Samplers {

    private Samplers() {}

    /**
     * @param studySeed seed of what is the same for all trials of a study, such as the scrambling of a sequence
     * @throws IllegalArgumentException if there is no sampler of that name
     */
    public static Sampler of(SamplerSpec spec, long studySeed) {
        return switch (spec.type()) {
            case "tpe" ->
                new TpeSampler(new TpeSampler.Options(
                        size(spec, "startup_trials"),
                        spec.flag("multivariate"),
                        spec.flag("group"),
                        spec.flag("constant_liar"),
                        size(spec, "candidates")));
            case "random" -> new RandomSampler();
            case "grid" -> new GridSampler(size(spec, "points"));
            case "sobol" -> new SobolSampler(spec.flag("scramble"), studySeed);
            case "cmaes" -> new CmaSampler(size(spec, "population"), spec.number("sigma"), independent());
            case "gp" -> new GpSampler(size(spec, "startup_trials"));
            case "nsga2" -> new Nsga2Sampler(size(spec, "population"), spec.number("crossover_probability"));
            case "pbt" -> populationBased(spec);
            case "bohb" -> bohb(spec);
            default ->
                throw new IllegalArgumentException("sampler.type is " + spec.type() + ", must be one of "
                        + String.join(", ", SamplerCatalogue.types()));
        };
    }

    /**
     * Population-based training, which also says which trials are to be replaced.
     *
     * @throws IllegalArgumentException if the options are another sampler's
     */
    public static PbtSampler populationBased(SamplerSpec spec) {
        return new PbtSampler(size(spec, "population"), spec.number("quantile"), spec.number("resample_probability"));
    }

    /** What CMA-ES leaves the parameters to that it cannot model. */
    private static Sampler independent() {
        return of(new SamplerSpec(SamplerCatalogue.DEFAULT).with("multivariate", false), 0);
    }

    private static Sampler bohb(SamplerSpec spec) {
        TpeSampler model = new TpeSampler(
                new TpeSampler.Options(size(spec, "startup_trials"), true, true, true, size(spec, "candidates")));
        return new BohbSampler(spec.number("random_fraction"), model);
    }

    private static int size(SamplerSpec spec, String option) {
        return Math.toIntExact(spec.whole(option));
    }
}
