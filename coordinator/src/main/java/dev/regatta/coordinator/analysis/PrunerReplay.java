package dev.regatta.coordinator.analysis;

import dev.regatta.coordinator.prune.Promotion;
import dev.regatta.coordinator.prune.Pruner;
import dev.regatta.coordinator.prune.PruningFact;
import dev.regatta.coordinator.prune.PruningFact.Outcome;
import dev.regatta.coordinator.prune.Verdict;
import dev.regatta.protocol.api.WhatIf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Another pruner over recorded curves, each report in the order in which it came. A trial that it pauses waits, and its
 * later reports with it; promoted, it catches up. What a trial would have done beyond its recorded end is not known: it
 * counts as it ended. For one thread and one use.
 */
public final class PrunerReplay {

    /** A report that comes next. */
    private record Next(RecordedCurve curve, int index) {
        RecordedCurve.Report report() {
            return curve.reports().get(index);
        }
    }

    private enum State {
        RUNNING,
        PAUSED,
        ENDED_EARLY,
        FINISHED
    }

    private final List<RecordedCurve> curves;
    private final boolean minimize;
    private final PriorityQueue<Next> queue =
            new PriorityQueue<>(Comparator.comparingLong(next -> next.report().order()));
    private final Map<Integer, Next> waiting = new HashMap<>();
    private final Map<Integer, State> states = new HashMap<>();
    private final Map<Integer, Integer> epochs = new HashMap<>();
    private Pruner pruner;

    private PrunerReplay(Pruner pruner, List<RecordedCurve> curves, boolean minimize) {
        this.pruner = pruner;
        this.curves = curves;
        this.minimize = minimize;
    }

    /**
     * What the pruner would have saved, and lost.
     *
     * @param pruner has heard nothing yet
     * @param minimize whether small final values are good
     */
    public static WhatIf.PrunerOutcome of(Pruner pruner, List<RecordedCurve> curves, boolean minimize) {
        PrunerReplay replay = new PrunerReplay(pruner, curves, minimize);
        replay.run();
        return replay.outcome();
    }

    private void run() {
        for (RecordedCurve curve : curves) {
            states.put(curve.trial(), State.RUNNING);
            if (curve.reports().isEmpty()) {
                states.put(curve.trial(), State.FINISHED);
            } else {
                queue.add(new Next(curve, 0));
            }
        }
        while (!queue.isEmpty() || promote(true)) {
            Next next = queue.poll();
            if (next != null) {
                hear(next);
                promote(false);
            }
        }
        waiting.keySet().forEach(trial -> states.put(trial, State.ENDED_EARLY));
    }

    private void hear(Next next) {
        int trial = next.curve().trial();
        boolean last = next.index() == next.curve().reports().size() - 1;
        RecordedCurve.Report report = next.report();
        PruningFact.Reported fact = new PruningFact.Reported(trial, report.epoch(), report.value(), last);
        Verdict verdict = pruner.judge(fact);
        pruner = pruner.after(fact);
        epochs.put(trial, report.epoch());
        if (last) {
            end(
                    trial,
                    State.FINISHED,
                    next.curve().value().isPresent() ? Outcome.COMPLETED : Outcome.PRUNED,
                    next.curve());
        } else if (verdict.kind() == Verdict.Kind.PRUNE) {
            end(trial, State.ENDED_EARLY, Outcome.PRUNED, next.curve());
        } else if (verdict.kind() == Verdict.Kind.PAUSE) {
            states.put(trial, State.PAUSED);
            pruner = pruner.after(new PruningFact.Paused(trial));
            waiting.put(trial, new Next(next.curve(), next.index() + 1));
        } else {
            queue.add(new Next(next.curve(), next.index() + 1));
        }
    }

    private void end(int trial, State state, Outcome outcome, RecordedCurve curve) {
        states.put(trial, state);
        double value = outcome == Outcome.COMPLETED ? curve.value().orElse(Double.NaN) : Double.NaN;
        pruner = pruner.after(new PruningFact.Finished(trial, outcome, value));
    }

    /** Lets paused trials go on that the pruner asks for; false if it asks for none. */
    private boolean promote(boolean last) {
        boolean any = false;
        Optional<Promotion> promotion = pruner.promotion(last);
        while (promotion.isPresent()) {
            int trial = promotion.get().trial();
            any = true;
            pruner = pruner.after(new PruningFact.Resumed(trial));
            Optional.ofNullable(waiting.remove(trial)).ifPresent(queue::add);
            states.put(trial, State.RUNNING);
            promotion = last ? Optional.empty() : pruner.promotion(false);
        }
        return any;
    }

    private WhatIf.PrunerOutcome outcome() {
        long recorded = curves.stream().mapToLong(RecordedCurve::epochs).sum();
        long used = curves.stream()
                .mapToLong(curve -> epochs.getOrDefault(curve.trial(), 0))
                .sum();
        List<RecordedCurve> ranked = ranked();
        int first = 0;
        while (first < ranked.size() && states.get(ranked.get(first).trial()) != State.FINISHED) {
            first++;
        }
        Optional<RecordedCurve> kept = first < ranked.size() ? Optional.of(ranked.get(first)) : Optional.empty();
        int keptRank = first + 1;
        return new WhatIf.PrunerOutcome(
                pruner.version(),
                curves.size(),
                recorded,
                recorded - used,
                recorded == 0 ? 0 : (double) (recorded - used) / recorded,
                (int) curves.stream()
                        .filter(curve -> states.get(curve.trial()) == State.ENDED_EARLY)
                        .count(),
                (int) curves.stream()
                        .filter(curve -> curve.value().isEmpty() && states.get(curve.trial()) == State.FINISHED)
                        .count(),
                ranked.stream().findFirst().map(RecordedCurve::trial),
                ranked.stream().findFirst().map(curve -> curve.value().orElseThrow()),
                kept.map(RecordedCurve::trial),
                kept.map(curve -> curve.value().orElseThrow()),
                kept.map(curve -> keptRank));
    }

    /** The completed trials with a number, the best first. */
    private List<RecordedCurve> ranked() {
        List<RecordedCurve> ranked = new ArrayList<>();
        for (RecordedCurve curve : curves) {
            if (curve.value().isPresent() && !Double.isNaN(curve.value().getAsDouble())) {
                ranked.add(curve);
            }
        }
        Comparator<RecordedCurve> smallestFirst =
                Comparator.comparingDouble(curve -> curve.value().orElseThrow());
        ranked.sort((minimize ? smallestFirst : smallestFirst.reversed()).thenComparingInt(RecordedCurve::trial));
        return ranked;
    }
}
