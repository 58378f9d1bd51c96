package dev.regatta.coordinator.http;

import dev.regatta.coordinator.analysis.Sampling;
import dev.regatta.coordinator.search.Direction;
import dev.regatta.coordinator.search.ObservedTrial;
import dev.regatta.coordinator.search.pareto.Fronts;
import dev.regatta.coordinator.search.pareto.Hypervolume;
import dev.regatta.coordinator.search.pareto.Point;
import dev.regatta.coordinator.study.Attempt;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.api.Analysis;
import dev.regatta.protocol.study.Objective;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is to be seen of a study as a whole: its best trials, its front, its rungs, its attempts. Pure. */
final class StudyOverview {

    private static final int MOST_POINTS = 3_000;

    /** Beyond two objectives the exact volume of a larger front takes too long. */
    private static final int MOST_MEASURED = 150;

    private static final double MARGIN = 0.1;

    private StudyOverview() {}

    /** @param limit how many trials at most, with one objective */
    static Analysis.Best best(StudyState study, int limit) {
        List<Integer> best = study.spec().hasSeveralObjectives()
                ? byFirst(Fronts.first(points(study))).stream()
                        .map(Point::trial)
                        .toList()
                : ranked(study).limit(limit).toList();
        return new Analysis.Best(
                study.spec().objectives(),
                Sampling.evenly(best, MOST_POINTS).stream()
                        .map(trial -> entry(study, trial))
                        .toList());
    }

    /** The study's own trials with a finite value, the best first: as the history keeps them, so that nothing is sorted. */
    private static Stream<Integer> ranked(StudyState study) {
        return study.progress().history().ranking().stream()
                .filter(rank -> rank.trial().status() == ObservedTrial.Status.COMPLETED
                        && rank.trial().number() >= 0
                        && Double.isFinite(rank.loss()))
                .map(rank -> rank.trial().number());
    }

    private static Analysis.BestEntry entry(StudyState study, int number) {
        Trial trial = study.trials().get(number);
        return new Analysis.BestEntry(number, values(study, number), trial.parameters(), trial.endedAt());
    }

    /**
     * The front, and the volume between it and a reference.
     *
     * @param reference a value for each objective; empty: a tenth of each objective's range beyond its worst value
     */
    static Analysis.Pareto pareto(StudyState study, Optional<List<Double>> reference) {
        List<Point> points = points(study);
        List<Point> front = byFirst(Fronts.first(points));
        Set<Integer> inFront = new HashSet<>();
        front.forEach(point -> inFront.add(point.trial()));
        List<Point> others = points.stream()
                .filter(point -> !inFront.contains(point.trial()))
                .toList();
        double[] losses = reference.map(given -> losses(study, given)).orElseGet(() -> beyondWorst(study, points));
        return new Analysis.Pareto(
                study.spec().objectives(),
                points.size(),
                views(study, front),
                views(study, others),
                IntStream.range(0, losses.length)
                        .mapToObj(i -> direction(study, i).loss(losses[i]))
                        .toList(),
                hypervolume(front, losses));
    }

    private static Optional<Double> hypervolume(List<Point> front, double[] reference) {
        boolean measured = reference.length == 2 || (reference.length > 2 && front.size() <= MOST_MEASURED);
        return measured
                ? Optional.of(Hypervolume.of(front.stream().map(Point::losses).toList(), reference))
                : Optional.empty();
    }

    private static double[] losses(StudyState study, List<Double> values) {
        return IntStream.range(0, values.size())
                .mapToDouble(i -> direction(study, i).loss(values.get(i)))
                .toArray();
    }

    private static double[] beyondWorst(StudyState study, List<Point> points) {
        int objectives = study.spec().objectives().size();
        double[] reference = new double[objectives];
        for (int i = 0; i < objectives; i++) {
            int objective = i;
            var range = points.stream()
                    .mapToDouble(point -> point.losses()[objective])
                    .summaryStatistics();
            double span = range.getMax() - range.getMin();
            reference[i] = points.isEmpty() ? 0 : range.getMax() + MARGIN * (span > 0 ? span : 1);
        }
        return reference;
    }

    private static Direction direction(StudyState study, int objective) {
        Objective goal = study.spec().objectives().get(objective);
        return Direction.valueOf(goal.direction().name());
    }

    private static List<Analysis.ParetoPoint> views(StudyState study, List<Point> points) {
        return Sampling.evenly(points, MOST_POINTS).stream()
                .map(point -> new Analysis.ParetoPoint(point.trial(), values(study, point.trial())))
                .toList();
    }

    private static List<Double> values(StudyState study, int trial) {
        return study.progress()
                .history()
                .trial(trial)
                .map(ObservedTrial::values)
                .orElse(List.of());
    }

    /** The trials with a finite value of every objective, by number. */
    private static List<Point> points(StudyState study) {
        var history = study.progress().history();
        List<Point> points = new ArrayList<>();
        for (ObservedTrial trial : history.trials()) {
            if (trial.number() >= 0) {
                Point.of(trial, history.directions()).filter(Point::isNumber).ifPresent(points::add);
            }
        }
        return points;
    }

    private static List<Point> byFirst(List<Point> points) {
        return points.stream()
                .sorted(Comparator.<Point>comparingDouble(point -> point.losses()[0])
                        .thenComparingInt(Point::trial))
                .toList();
    }

    static Analysis.Rungs rungs(StudyState study) {
        var pruner = study.progress().pruner();
        return new Analysis.Rungs(
                study.spec().watch(),
                pruner.version(),
                pruner.standings().stream()
                        .map(it -> new Analysis.RungEntry(
                                it.bracket(),
                                it.rung(),
                                it.step(),
                                it.reached(),
                                it.waiting(),
                                it.goingOn(),
                                Optional.of(it.best()),
                                boxed(it.cut())))
                        .toList());
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    static Analysis.Timeline timeline(StudyState study) {
        List<Placed> attempts = new ArrayList<>();
        for (Trial trial : study.trials()) {
            for (Attempt attempt : trial.attempts()) {
                attempts.add(new Placed(trial, attempt, attempt.grantedAt().orElse(attempt.queuedAt())));
            }
        }
        attempts.sort(Comparator.comparing(Placed::from));
        return new Analysis.Timeline(
                attempts.size(),
                Sampling.evenly(attempts, MOST_POINTS).stream()
                        .map(placed -> span(placed.trial(), placed.attempt()))
                        .toList());
    }

    /** An attempt and when it began, or began to wait. */
    private record Placed(Trial trial, Attempt attempt, Instant from) {}

    private static Analysis.Span span(Trial trial, Attempt attempt) {
        return new Analysis.Span(
                trial.id().number(),
                attempt.number(),
                attempt.state().name(),
                attempt.worker().map(WorkerId::value),
                attempt.queuedAt(),
                attempt.grantedAt(),
                attempt.endedAt(),
                attempt.resumedFromStep(),
                attempt.end());
    }
}
