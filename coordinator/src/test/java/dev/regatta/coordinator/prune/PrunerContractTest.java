package dev.regatta.coordinator.prune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.prune.PruningFact.Finished;
import dev.regatta.coordinator.prune.PruningFact.Outcome;
import dev.regatta.coordinator.prune.PruningFact.Paused;
import dev.regatta.coordinator.prune.PruningFact.Reported;
import dev.regatta.coordinator.prune.PruningFact.Resumed;
import dev.regatta.protocol.study.Objective.Direction;
import dev.regatta.protocol.study.PrunerSpec;
import dev.regatta.protocol.study.PrunerSpec.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every pruner. */
class PrunerContractTest {

    private static final int STEPS = 9;

    static Stream<PrunerSpec> pruners() {
        PrunerSpec median = new PrunerSpec.Median(5, 0, 1);
        return Stream.of(
                new PrunerSpec.None(),
                median,
                new PrunerSpec.Percentile(25, 3, 1, 2),
                new PrunerSpec.Patient(2, 0, median),
                new PrunerSpec.Threshold(Optional.of(-2.0), Optional.of(2.0), 0, 1),
                new PrunerSpec.Wilcoxon(0.1, 2),
                new PrunerSpec.Asha(Mode.STOPPING, 1, Optional.empty(), 3, 0),
                new PrunerSpec.Asha(Mode.PROMOTION, 1, Optional.of(9L), 3, 0),
                new PrunerSpec.Hyperband(Mode.STOPPING, 1, 9, 3),
                new PrunerSpec.Hyperband(Mode.PROMOTION, 1, 9, 2),
                new PrunerSpec.Bohb(Mode.STOPPING, 1, 9, 3),
                new PrunerSpec.Bohb(Mode.PROMOTION, 1, 9, 3));
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void aLoneTrialGoesOnToItsEndUnlessItPausesAndIsPromotedAtTheLatestWhenNothingElseIsLeft(PrunerSpec spec) {
        Run run = new Run(spec, Direction.MINIMIZE);
        run.play(1, 1, new SplittableRandom(1), value -> 1);
        assertThat(run.completed).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void everyStudyEndsWithSomeTrialCompleteAndNoneLeftWaiting(PrunerSpec spec) {
        for (int seed = 0; seed < 10; seed++) {
            Run run = new Run(spec, Direction.MINIMIZE);
            run.play(60, 8, new SplittableRandom(seed), value -> value);
            assertThat(run.completed).as("seed " + seed).isPositive();
            assertThat(run.completed + run.pruned + run.paused.size())
                    .as("seed " + seed)
                    .isEqualTo(60);
        }
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void theSameFactsLeadToAnEqualPrunerWithEqualVerdicts(PrunerSpec spec) {
        Run once = new Run(spec, Direction.MAXIMIZE);
        once.play(80, 4, new SplittableRandom(3), value -> value);
        Run again = new Run(spec, Direction.MAXIMIZE);
        again.play(80, 4, new SplittableRandom(3), value -> value);
        assertThat(again.pruner).isEqualTo(once.pruner);
        assertThat(again.verdicts).isEqualTo(once.verdicts);
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void maximizingTheOppositeLeadsToTheSameVerdicts(PrunerSpec spec) {
        Run down = new Run(spec, Direction.MINIMIZE);
        down.play(80, 4, new SplittableRandom(5), value -> value);
        Run up = new Run(
                spec instanceof PrunerSpec.Threshold it
                        ? new PrunerSpec.Threshold(
                                it.upper().map(x -> -x), it.lower().map(x -> -x), 0, 1)
                        : spec,
                Direction.MAXIMIZE);
        up.play(80, 4, new SplittableRandom(5), value -> -value);
        assertThat(up.verdicts).isEqualTo(down.verdicts);
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void lateAndRepeatedReportsChangeNothing(PrunerSpec spec) {
        Run run = new Run(spec, Direction.MINIMIZE);
        run.play(40, 4, new SplittableRandom(7), value -> value);
        for (int trial = 0; trial < 40; trial++) {
            Reported late = new Reported(trial, 1, -100, false);
            assertThat(run.pruner.judge(late)).isEqualTo(Verdict.CONTINUE);
            assertThat(run.pruner.after(late)).isEqualTo(run.pruner);
        }
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void valuesThatAreNoNumbersOrInfiniteOrEqualAreTaken(PrunerSpec spec) {
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, Double.MAX_VALUE};
        for (int seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Run run = new Run(spec, seed % 2 == 0 ? Direction.MINIMIZE : Direction.MAXIMIZE);
            run.play(40, 4, random, value -> odd[random.nextInt(odd.length)]);
            assertThat(run.completed + run.pruned + run.paused.size())
                    .as("seed " + seed)
                    .isEqualTo(40);
        }
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void failedTrialsAreNoMeasureForOthers(PrunerSpec spec) {
        Pruner pruner = Pruners.of(spec, Direction.MINIMIZE);
        for (int trial = 0; trial < 20; trial++) {
            pruner = pruner.after(new Finished(trial, Outcome.FAILED, Double.NaN));
        }
        assertThat(pruner.promotion(true)).isEmpty();
        assertThat(pruner.judge(new Reported(20, STEPS, 1, true))).isEqualTo(Verdict.CONTINUE);
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void fiveThousandTrialsAreJudged(PrunerSpec spec) {
        Run run = new Run(spec, Direction.MINIMIZE);
        run.play(5_000, 16, new SplittableRandom(11), value -> value);
        assertThat(run.completed).isPositive();
    }

    /** Trials in turn, each with so many side by side; their values fall to a level of their own, with noise. */
    private static final class Run {
        private final List<Verdict> verdicts = new ArrayList<>();
        private final List<Integer> paused = new ArrayList<>();
        private Pruner pruner;
        private int completed;
        private int pruned;

        Run(PrunerSpec spec, Direction direction) {
            pruner = Pruners.of(spec, direction);
        }

        void play(int trials, int workers, SplittableRandom random, DoubleUnaryOperator shape) {
            List<int[]> running = new ArrayList<>(); // number, steps done
            double[] level = random.doubles(trials).toArray();
            int[] done = new int[trials];
            int next = 0;
            while (true) {
                while (running.size() < workers) {
                    boolean last = next == trials && running.isEmpty();
                    Optional<Promotion> promotion = pruner.promotion(last);
                    if (promotion.isPresent()) {
                        int trial = promotion.get().trial();
                        assertThat(paused.remove((Integer) trial)).isTrue();
                        pruner = pruner.after(new Resumed(trial));
                        running.add(new int[] {trial, done[trial]});
                    } else if (next < trials) {
                        running.add(new int[] {next++, 0});
                    } else {
                        break;
                    }
                }
                if (running.isEmpty()) {
                    return;
                }
                int[] one = running.get(random.nextInt(running.size()));
                done[one[0]] = ++one[1];
                double noise = random.nextDouble(0.2);
                double value = shape.applyAsDouble(level[one[0]] + 1.0 / one[1] + noise);
                report(running, one, new Reported(one[0], one[1], value, one[1] == STEPS));
            }
        }

        private void report(List<int[]> running, int[] one, Reported report) {
            Verdict verdict = pruner.judge(report);
            verdicts.add(verdict);
            pruner = pruner.after(report);
            if (verdict.kind() == Verdict.Kind.PAUSE) {
                pruner = pruner.after(new Paused(report.trial()));
                paused.add(report.trial());
                running.remove(one);
            } else if (verdict.kind() == Verdict.Kind.PRUNE) {
                pruner = pruner.after(new Finished(report.trial(), Outcome.PRUNED, Double.NaN));
                pruned++;
                running.remove(one);
            } else if (report.last()) {
                pruner = pruner.after(new Finished(report.trial(), Outcome.COMPLETED, report.value()));
                completed++;
                running.remove(one);
            }
        }
    }
}
