package dev.regatta.coordinator.search.cma;

import dev.regatta.coordinator.search.Dimension;
import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.NumericDimension;
import dev.regatta.coordinator.search.Ranked;
import dev.regatta.coordinator.search.Sampler;
import dev.regatta.coordinator.search.SearchSpace;
import dev.regatta.coordinator.search.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * CMA-ES over the numbers that every trial has; what is conditional or categorical is another sampler's.
 *
 * <p>There is no state but the history: the trials with a value, in the order they got it, are cut into generations, and
 * each suggestion replays them. So any number of workers may run, late trials and other samplers' too: a point far from
 * the distribution is pulled in, not refused. After {@link #RESTART} trials the search starts anew from the best point,
 * which bounds the replay.
 */
public final class CmaSampler implements Sampler {

    private static final int RESTART = 1000;

    /** Draws until a point lies within the bounds; then it is clipped. */
    private static final int ATTEMPTS = 20;

    private final int population;
    private final double sigma;
    private final Sampler others;

    /**
     * @param population of a generation; 0: 4 + ⌊3 ln d⌋
     * @param sigma the first generation's standard deviation, as a share of each range
     * @param others for conditional and categorical parameters
     */
    public CmaSampler(int population, double sigma, Sampler others) {
        this.population = population;
        this.sigma = sigma;
        this.others = others;
    }

    @Override
    public String version() {
        return "cmaes:1+" + others.version();
    }

    @Override
    public Suggestion suggest(SearchSpace space, History history, RandomGenerator random) {
        Map<String, Object> proposed = new HashMap<>(
                others.suggest(space, history, random).parameters().values());
        List<Dimension> numbers = space.where(CmaSampler::isModelled);
        if (!numbers.isEmpty()) {
            double[] point = inside(replay(numbers, history), random);
            for (int i = 0; i < point.length; i++) {
                proposed.put(numbers.get(i).name(), numbers.get(i).value(point[i]));
            }
        }
        return Suggestion.of(space.complete(proposed, dimension -> dimension.draw(random)));
    }

    private static boolean isModelled(Dimension dimension) {
        return dimension instanceof NumericDimension && dimension.when().isEmpty() && dimension.size() > 1;
    }

    private CmaState replay(List<Dimension> numbers, History history) {
        int d = numbers.size();
        int lambda = Math.max(2, population == 0 ? 4 + (int) (3 * StrictMath.log(d)) : population);
        int judged = history.judged().size();
        int start = judged / RESTART * RESTART;
        double[] centre = start == 0
                ? middle(d)
                : history.ranking().stream()
                        .flatMap(rank -> coordinates(numbers, rank).stream())
                        .findFirst()
                        .orElseGet(() -> middle(d));
        CmaState state = new CmaState(centre, start == 0 ? sigma : sigma / 2, lambda);
        List<Ranked> generation = new ArrayList<>();
        for (int i = start; i < judged; i++) {
            history.rank(history.judged().get(i))
                    .filter(rank -> coordinates(numbers, rank).isPresent())
                    .ifPresent(generation::add);
            if (generation.size() == lambda) {
                generation.sort(null);
                state.update(generation.stream()
                        .map(rank -> coordinates(numbers, rank).orElseThrow())
                        .toList());
                generation.clear();
            }
        }
        return state;
    }

    private static double[] middle(int d) {
        double[] middle = new double[d];
        java.util.Arrays.fill(middle, 0.5);
        return middle;
    }

    private static Optional<double[]> coordinates(List<Dimension> numbers, Ranked rank) {
        double[] point = new double[numbers.size()];
        for (int i = 0; i < point.length; i++) {
            Dimension dimension = numbers.get(i);
            Optional<Object> value =
                    rank.trial().parameters().get(dimension.name()).filter(dimension::contains);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            point[i] = dimension.coordinate(value.get());
        }
        return Optional.of(point);
    }

    private static double[] inside(CmaState state, RandomGenerator random) {
        double[] point = state.draw(random);
        for (int i = 1; i < ATTEMPTS && !isInside(point); i++) {
            point = state.draw(random);
        }
        return point;
    }

    private static boolean isInside(double[] point) {
        for (double each : point) {
            if (each < 0 || each > 1) {
                return false;
            }
        }
        return true;
    }
}
