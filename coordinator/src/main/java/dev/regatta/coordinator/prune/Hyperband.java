package dev.regatta.coordinator.prune;

import dev.regatta.coordinator.prune.PruningFact.Reported;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * Several brackets of successive halving beside each other (Li et al. 2018), the b-th without the b lowest rungs. Of the
 * trials, bracket b of K gets the share ⌈K · η^(K−1−b) / (K−b)⌉. Which bracket a trial is in follows from its number
 * alone, so that shares hold over any stretch of trials.
 *
 * @param name {@code hyperband} or, beside a sampler that learns from each rung, {@code bohb} (Falkner et al. 2018)
 * @param order the bracket of each trial, over and over
 */
public record Hyperband(String name, PVector<Asha> brackets, List<Integer> order) implements Pruner {

    /** The brackets of a ladder, which must have an upper end. */
    public static Hyperband of(String name, Ladder ladder, boolean promotes) {
        Bound.atLeast("max_resource", ladder.maxResource(), ladder.minResource());
        int count = ladder.brackets();
        PVector<Asha> brackets = TreePVector.empty();
        for (int bracket = 0; bracket < count; bracket++) {
            brackets = brackets.plus(new Asha(ladder.skipping(bracket), promotes));
        }
        return new Hyperband(name, brackets, order(shares(count, ladder.reductionFactor())));
    }

    static List<Long> shares(int count, int reductionFactor) {
        List<Long> shares = new ArrayList<>();
        for (int bracket = 0; bracket < count; bracket++) {
            double share = count * Math.pow(reductionFactor, count - 1 - bracket) / (count - bracket);
            shares.add((long) Math.ceil(share));
        }
        return shares;
    }

    /** Each bracket as often as its share says, spread as evenly as can be: next comes the one that is furthest behind. */
    private static List<Integer> order(List<Long> shares) {
        long total = shares.stream().mapToLong(Long::longValue).sum();
        long[] credit = new long[shares.size()];
        List<Integer> order = new ArrayList<>();
        for (int trial = 0; trial < Math.min(total, 10_000); trial++) {
            int next = 0;
            for (int bracket = 0; bracket < credit.length; bracket++) {
                credit[bracket] += shares.get(bracket);
                next = credit[bracket] > credit[next] ? bracket : next;
            }
            credit[next] -= total;
            order.add(next);
        }
        return List.copyOf(order);
    }

    /** The bracket of a trial. */
    int bracket(int trial) {
        return order.get(trial % order.size());
    }

    @Override
    public String version() {
        return name + (pauses() ? "-promotion:1" : "-stopping:1");
    }

    @Override
    public boolean pauses() {
        return brackets.get(0).pauses();
    }

    @Override
    public Verdict judge(Reported report) {
        int bracket = bracket(report.trial());
        Verdict verdict = brackets.get(bracket).judge(report);
        return verdict.reason().isEmpty() ? verdict : new Verdict(verdict.kind(), in(bracket, verdict.reason()));
    }

    @Override
    public Pruner after(PruningFact fact) {
        int bracket = bracket(fact.trial());
        return new Hyperband(name, brackets.with(bracket, brackets.get(bracket).after(fact)), order);
    }

    @Override
    public Optional<Promotion> promotion(boolean last) {
        for (int bracket = 0; bracket < brackets.size(); bracket++) {
            Optional<Promotion> promotion = brackets.get(bracket).promotion(last);
            if (promotion.isPresent()) {
                return Optional.of(new Promotion(
                        promotion.get().trial(), in(bracket, promotion.get().reason())));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Standing> standings() {
        List<Standing> standings = new ArrayList<>();
        for (int bracket = 0; bracket < brackets.size(); bracket++) {
            int number = bracket;
            brackets.get(bracket).standings().forEach(standing -> standings.add(standing.in(number)));
        }
        return standings;
    }

    private static String in(int bracket, String reason) {
        return reason + " of bracket " + bracket;
    }
}
