package dev.regatta.protocol.study;

import dev.regatta.protocol.method.Domain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The samplers there are and the options of each, with bounds and defaults. */
public final class SamplerCatalogue {

    /** The sampler of a study that names none. */
    public static final String DEFAULT = "tpe";

    /** Samplers that learn from whatever trials there are, an earlier study's among them. */
    public static final List<String> LEARNING = List.of("tpe", "cmaes", "gp", "nsga2", "bohb");

    /** Population-based training, which also ends trials. */
    public static final String PBT = "pbt";

    /**
     * One key beside {@code type} of a study's {@code sampler}.
     *
     * @param defaultValue a {@link Long}, {@link Double} or {@link Boolean}
     */
    public record Option(String name, String description, Domain domain, Object defaultValue) {}

    private static final Option STARTUP =
            ints("startup_trials", "trials that are sampled at random before the model is used", 1, 10_000, 10);

    private static final Map<String, List<Option>> SAMPLERS = new LinkedHashMap<>();

    static {
        SAMPLERS.put(
                "tpe",
                List.of(
                        STARTUP,
                        flag("multivariate", "parameters are modelled jointly rather than one by one", true),
                        flag(
                                "group",
                                "parameters that always occur together are modelled jointly, block by block",
                                true),
                        flag("constant_liar", "running trials count as bad ones, so that workers spread out", true),
                        ints(
                                "candidates",
                                "candidates drawn from the model of good trials; five times as many where a regression chooses",
                                1,
                                10_000,
                                24)));
        SAMPLERS.put("random", List.of());
        SAMPLERS.put("grid", List.of(ints("points", "values tried of a range without steps", 1, 10_000, 5)));
        SAMPLERS.put(
                "sobol",
                List.of(flag("scramble", "the points are scrambled at random by the study's seed (Owen)", true)));
        SAMPLERS.put(
                "cmaes",
                List.of(
                        ints("population", "trials of a generation; 0: 4 + ⌊3 ln d⌋", 0, 10_000, 0),
                        floats("sigma", "initial step, as a share of each range", 1e-3, 1, 0.2)));
        SAMPLERS.put("gp", List.of(STARTUP));
        SAMPLERS.put(
                "nsga2",
                List.of(
                        ints("population", "trials of a generation", 2, 10_000, 50),
                        floats("crossover_probability", "how often a trial has two parents", 0, 1, 0.9)));
        SAMPLERS.put(
                PBT,
                List.of(
                        ints("population", "trials that are trained side by side", 2, 10_000, 20),
                        floats(
                                "quantile",
                                "share of the best that are copied, and of the worst replaced",
                                0.01,
                                0.5,
                                0.25),
                        floats("resample_probability", "how often a copied parameter is drawn anew", 0, 1, 0.25),
                        ints("interval", "epochs between comparisons that end the worst trials", 1, 100_000, 5)));
        SAMPLERS.put(
                "bohb",
                List.of(
                        STARTUP,
                        floats("random_fraction", "share of trials that are sampled at random", 0, 1, 0.2),
                        ints("candidates", "candidates drawn from the model of good trials", 1, 10_000, 64)));
    }

    private SamplerCatalogue() {}

    /** The names of the samplers; the default comes first. */
    public static List<String> types() {
        return List.copyOf(SAMPLERS.keySet());
    }

    /** The options of a sampler; none if there is no such sampler. */
    public static List<Option> options(String type) {
        return SAMPLERS.getOrDefault(type, List.of());
    }

    public static Optional<Option> find(String type, String name) {
        return options(type).stream()
                .filter(option -> option.name().equals(name))
                .findFirst();
    }

    private static Option ints(String name, String description, long low, long high, long otherwise) {
        return new Option(name, description, new Domain.Ints(low, high), otherwise);
    }

    private static Option floats(String name, String description, double low, double high, double otherwise) {
        return new Option(name, description, new Domain.Floats(low, high), otherwise);
    }

    private static Option flag(String name, String description, boolean otherwise) {
        return new Option(name, description, new Domain.Flag(), otherwise);
    }
}
