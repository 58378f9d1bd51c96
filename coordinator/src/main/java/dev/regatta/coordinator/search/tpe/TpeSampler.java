package dev.regatta.coordinator.search.tpe;

import dev.regatta.coordinator.search.Dimension;
import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.Sampler;
import dev.regatta.coordinator.search.SearchSpace;
import dev.regatta.coordinator.search.Suggestion;
import dev.regatta.protocol.study.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Tree-structured Parzen estimator (Bergstra et al. 2011; multivariate: Falkner et al. 2018, Watanabe 2023): models the
 * parameters of good trials, l, and of the others, g, and suggests the candidate from l with the largest l/g.
 */
public final class TpeSampler implements Sampler {

    /**
     * @param startupTrials with fewer trials that have a value, suggestions are random
     * @param multivariate the parameters are modelled jointly, but for a share of the suggestions
     * @param group joint blocks for conditional parameters too; else these are modelled one by one
     * @param constantLiar running trials count as bad
     */
    public record Options(
            int startupTrials, boolean multivariate, boolean group, boolean constantLiar, int candidates) {}

    /**
     * A share of the suggestions models the parameters one by one although they may be modelled jointly: that combines
     * values of different good trials, where kernels of whole trials only look around each of them.
     */
    private static final double INDEPENDENT = 0.3;

    /** The least that a suggestion narrows the good trials' kernels to, as a share of the usual least width. */
    private static final double NARROWEST = 0.1;

    /** So many good trials must be known before kernels are narrowed at all, and {@link #SETTLED} to narrow fully. */
    private static final int UNSETTLED = 5;

    private static final int SETTLED = 20;

    /**
     * Of the joint suggestions, once {@link #UNSETTLED} good trials are known, a share takes the candidate of which
     * {@link LocalRegression} expects most: whether trials were good says where to look, their values say which way it goes down.
     */
    private static final double BY_VALUE = 0.3;

    /** A prediction costs less than two densities, and finer candidates pay there. */
    private static final int MORE_CANDIDATES = 5;

    private final Options options;

    public TpeSampler(Options options) {
        this.options = options;
    }

    @Override
    public String version() {
        return "tpe:4";
    }

    @Override
    public Suggestion suggest(SearchSpace space, History history, RandomGenerator random) {
        if (history.ranking().size() < options.startupTrials()) {
            return Suggestion.of(space.choose(dimension -> dimension.draw(random)));
        }
        Split split = Split.of(history, options.constantLiar());
        double narrowing = narrowing(split, random);
        boolean joint = options.multivariate() && random.nextDouble() >= INDEPENDENT;
        boolean byValue =
                joint && split.ofCompleted() && split.below().size() >= UNSETTLED && random.nextDouble() < BY_VALUE;
        Map<String, Object> chosen = new LinkedHashMap<>();
        for (List<Dimension> block : blocks(space, joint)) {
            if (space.isActive(block.get(0), chosen)) {
                double[] point = byValue
                        ? expectedBest(block, split, narrowing, random)
                        : likeliestGood(block, split, narrowing, random);
                for (int d = 0; d < point.length; d++) {
                    chosen.put(block.get(d).name(), block.get(d).value(point[d]));
                }
            }
        }
        return Suggestion.of(space.complete(chosen, dimension -> dimension.draw(random)));
    }

    /**
     * Some suggestions look around, some look closely. At one width the search stops where good trials are as dense as
     * the width; narrowed early, it stays where the first good trials happen to be. Values on the way to the final one
     * are no ground for looking closely.
     */
    private static double narrowing(Split split, RandomGenerator random) {
        double settled = (split.below().size() - UNSETTLED) / (double) (SETTLED - UNSETTLED);
        double exponent = random.nextDouble() * Math.max(0, Math.min(1, settled));
        return split.ofCompleted() ? StrictMath.pow(NARROWEST, exponent) : 1;
    }

    /** Parameters that always occur together; a parent's block comes before its child's. */
    private List<List<Dimension>> blocks(SearchSpace space, boolean joint) {
        List<List<Dimension>> blocks = new ArrayList<>();
        Map<Optional<Condition>, List<Dimension>> together = new LinkedHashMap<>();
        for (Dimension dimension : space.dimensions()) {
            boolean joins = joint && (options.group() || dimension.when().isEmpty());
            List<Dimension> block =
                    joins ? together.computeIfAbsent(dimension.when(), when -> started(blocks)) : started(blocks);
            block.add(dimension);
        }
        return blocks;
    }

    private static List<Dimension> started(List<List<Dimension>> blocks) {
        List<Dimension> block = new ArrayList<>();
        blocks.add(block);
        return block;
    }

    /** The candidate with the largest l/g. */
    private double[] likeliestGood(List<Dimension> block, Split split, double narrowing, RandomGenerator random) {
        ParzenEstimator good = new ParzenEstimator(block, split.below(), split.belowWeights(), narrowing);
        ParzenEstimator bad = new ParzenEstimator(block, split.above(), split.aboveWeights(), 1);
        return best(good, options.candidates(), point -> bad.logDensity(point) - good.logDensity(point), random);
    }

    /** The candidate with the lowest expected loss, where that can be told. */
    private double[] expectedBest(List<Dimension> block, Split split, double narrowing, RandomGenerator random) {
        Optional<LocalRegression> regression = LocalRegression.of(block, split.best());
        if (regression.isEmpty()) {
            return likeliestGood(block, split, narrowing, random);
        }
        ParzenEstimator good = new ParzenEstimator(block, split.below(), split.belowWeights(), narrowing);
        return best(good, options.candidates() * MORE_CANDIDATES, regression.get()::expected, random);
    }

    /** Of {@code count} points drawn from {@code good}, the first with the lowest score. */
    private static double[] best(
            ParzenEstimator good, int count, ToDoubleFunction<double[]> score, RandomGenerator random) {
        double[] best = good.draw(random);
        double lowest = score.applyAsDouble(best);
        for (int i = 1; i < count; i++) {
            double[] point = good.draw(random);
            double scored = score.applyAsDouble(point);
            if (scored < lowest) {
                best = point;
                lowest = scored;
            }
        }
        return best;
    }
}
