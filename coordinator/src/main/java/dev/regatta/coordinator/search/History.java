package dev.regatta.coordinator.search;

import dev.regatta.coordinator.search.pareto.Fronts;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pcollections.IntTreePMap;
import org.pcollections.PVector;
import org.pcollections.TreePSet;
import org.pcollections.TreePVector;

/**
 * The trials of a study as samplers see them, immutable. A change costs O(log n) and shares the rest, so a study keeps
 * one and adds to it trial by trial; what samplers ask of it ({@link #ranking}, {@link #judged}) is kept up to date
 * rather than sorted anew.
 */
public final class History {

    private final List<Direction> directions;
    private final ChunkedMap<ObservedTrial> trials;
    private final IntTreePMap<ObservedTrial> running;
    private final TreePSet<Ranked> ranking;
    private final ChunkedList<Integer> judged;
    private final PVector<Integer> front;
    private final int completed;

    private History(
            List<Direction> directions,
            ChunkedMap<ObservedTrial> trials,
            IntTreePMap<ObservedTrial> running,
            TreePSet<Ranked> ranking,
            ChunkedList<Integer> judged,
            PVector<Integer> front,
            int completed) {
        this.directions = directions;
        this.trials = trials;
        this.running = running;
        this.ranking = ranking;
        this.judged = judged;
        this.front = front;
        this.completed = completed;
    }

    /** A study without trials. @throws IllegalArgumentException if there is no direction */
    public static History empty(List<Direction> directions) {
        if (directions.isEmpty()) {
            throw new IllegalArgumentException("directions has 0 entries, must have at least 1");
        }
        return new History(
                List.copyOf(directions),
                ChunkedMap.empty(),
                IntTreePMap.empty(),
                TreePSet.<Ranked>empty(),
                ChunkedList.empty(),
                TreePVector.<Integer>empty(),
                0);
    }

    /** With the trial added, or in place of the one of its number. */
    public History with(ObservedTrial trial) {
        int number = trial.number();
        Optional<ObservedTrial> old = trials.get(number);
        TreePSet<Ranked> others = rank(number).map(ranking::minus).orElse(ranking);
        Optional<Ranked> rank = Ranked.of(trial, directions);
        boolean joins = rank.isPresent() && old.filter(this::wasEverJudged).isEmpty();
        ChunkedMap<ObservedTrial> all = trials.plus(number, trial);
        return new History(
                directions,
                all,
                trial.status() == ObservedTrial.Status.RUNNING ? running.plus(number, trial) : running.minus(number),
                rank.map(others::plus).orElse(others),
                joins ? judged.plus(number) : judged,
                directions.size() > 1 && count(trial) == 1 ? Fronts.plus(front, all::get, directions, trial) : front,
                completed + count(trial) - old.map(History::count).orElse(0));
    }

    /** A judged trial that failed afterwards keeps its place, unranked, lest places shift. */
    private boolean wasEverJudged(ObservedTrial old) {
        return old.isJudged() || (!old.reports().isEmpty() && judged.contains(old.number()));
    }

    private static int count(ObservedTrial trial) {
        return trial.status() == ObservedTrial.Status.COMPLETED ? 1 : 0;
    }

    public List<Direction> directions() {
        return directions;
    }

    /** Number of trials in any state. */
    public int size() {
        return trials.size();
    }

    public int completed() {
        return completed;
    }

    /** Every trial, by increasing number. */
    public Collection<ObservedTrial> trials() {
        return trials.values();
    }

    public Optional<ObservedTrial> trial(int number) {
        return trials.get(number);
    }

    /** The trials that are queued or running, by increasing number. */
    public Collection<ObservedTrial> running() {
        return running.values();
    }

    /** The numbers of the trials that have a value (or had one and failed), in the order they got their first. */
    public List<Integer> judged() {
        return judged;
    }

    /** Every trial with a value, the best first: see {@link Ranked}. */
    public TreePSet<Ranked> ranking() {
        return ranking;
    }

    /** With several objectives the trials that none dominates, by the time they came; else empty. */
    public PVector<Integer> front() {
        return front;
    }

    /** Where a trial stands in {@link #ranking}; empty if it has no value. */
    public Optional<Ranked> rank(int number) {
        return trials.get(number).flatMap(trial -> Ranked.of(trial, directions));
    }

    /** Two histories of the same trials are equal, however they came about. */
    @Override
    public boolean equals(Object other) {
        return other instanceof History history
                && directions.equals(history.directions)
                && trials.equals(history.trials)
                && judged.equals(history.judged);
    }

    @Override
    public int hashCode() {
        return trials.hashCode();
    }
}
