package dev.regatta.coordinator.analysis;

import dev.regatta.coordinator.search.Direction;
import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.ObservedTrial;
import dev.regatta.coordinator.search.Sampler;
import dev.regatta.coordinator.search.SearchSpace;
import dev.regatta.coordinator.search.Seeds;
import dev.regatta.protocol.api.WhatIf;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.StudySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Another sampler over recorded trials. The objective is known only where a trial was made: whatever the sampler suggests,
 * it gets the nearest trial that is left, by the mean distance on the axes. So it chooses an order of the same trials, and
 * is compared by how soon the best comes. Pure; quadratic in the number of trials, of which the first
 * {@value #MOST_TRIALS} count.
 */
public final class SamplerReplay {

    private static final int MOST_TRIALS = 2_000;

    private SamplerReplay() {}

    /**
     * How soon the sampler would have found the best trial of the study's first objective.
     *
     * @param recorded completed trials in their order; values that are not finite are left out
     */
    public static WhatIf.SamplerOutcome of(Sampler sampler, StudySpec study, List<Observation> recorded) {
        List<Observation> trials = recorded.stream()
                .filter(Observation::isFinite)
                .limit(MOST_TRIALS)
                .toList();
        Direction direction = Direction.valueOf(study.objective().direction().name());
        List<Double> before = losses(trials, direction);
        List<Double> after = losses(chosen(sampler, study, trials, direction), direction);
        return new WhatIf.SamplerOutcome(
                sampler.version(),
                trials.size(),
                untilBest(before),
                untilBest(after),
                direction.loss(halfway(before)),
                direction.loss(halfway(after)));
    }

    private static List<Observation> chosen(
            Sampler sampler, StudySpec study, List<Observation> trials, Direction direction) {
        SearchSpace space = SearchSpace.of(study.parameters(), study.fixed()); // whose conditions see what is fixed
        List<Axis> axes = Axis.of(study.parameters());
        List<Observation> left = new ArrayList<>(trials);
        List<Observation> chosen = new ArrayList<>();
        History history = History.empty(List.of(direction));
        while (!left.isEmpty()) {
            int number = chosen.size();
            Parameters suggested = sampler.suggest(space, history, Seeds.forSampler(study.seed(), number))
                    .parameters();
            Observation wanted = new Observation(number, suggested.values(), Double.NaN);
            Observation next = left.remove(nearest(axes, wanted, left));
            chosen.add(next);
            history = history.with(ObservedTrial.running(number, new Parameters(next.parameters()))
                    .completed(next.value()));
        }
        return chosen;
    }

    private static int nearest(List<Axis> axes, Observation wanted, List<Observation> left) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < left.size(); i++) {
            double distance = distance(axes, wanted, left.get(i));
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }

    /** Choices are alike or not; a parameter that only one of the two has counts as unlike. */
    private static double distance(List<Axis> axes, Observation a, Observation b) {
        double sum = 0;
        for (Axis axis : axes) {
            OptionalDouble x = axis.place(a);
            OptionalDouble y = axis.place(b);
            if (x.isPresent() != y.isPresent()) {
                sum += 1;
            } else if (x.isPresent()) {
                double gap = Math.abs(x.getAsDouble() - y.getAsDouble());
                sum += axis.isCategorical() && gap > 0 ? 1 : gap;
            }
        }
        return sum;
    }

    private static List<Double> losses(List<Observation> trials, Direction direction) {
        return trials.stream().map(trial -> direction.loss(trial.value())).toList();
    }

    private static int untilBest(List<Double> losses) {
        int best = 0;
        for (int i = 1; i < losses.size(); i++) {
            best = losses.get(i) < losses.get(best) ? i : best;
        }
        return losses.isEmpty() ? 0 : best + 1;
    }

    private static double halfway(List<Double> losses) {
        return losses.subList(0, (losses.size() + 1) / 2).stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(Double.NaN);
    }
}
