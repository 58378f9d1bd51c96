package dev.regatta.coordinator.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regatta.coordinator.prune.PruningFact.Finished;
import dev.regatta.coordinator.prune.PruningFact.Outcome;
import dev.regatta.coordinator.prune.PruningFact.Paused;
import dev.regatta.coordinator.prune.PruningFact.Reported;
import dev.regatta.coordinator.prune.PruningFact.Resumed;
import dev.regatta.coordinator.prune.Verdict.Kind;
import org.junit.jupiter.api.Test;

/** The single pruners by hand-made cases. */
class PrunersTest {

    private static final Cadence ALWAYS = new Cadence(0, 1);

    private static Reported at(int trial, long step, double value) {
        return new Reported(trial, step, value, false);
    }

    @Test
    void stoppingKeepsTheBestThirdOfARungAndAlwaysItsBest() {
        Pruner asha = new Asha(new Ladder(1, 0, 3, 0), false);
        assertThat(asha.judge(at(0, 1, 5)).kind()).isEqualTo(Kind.CONTINUE);
        asha = asha.after(at(0, 1, 5));
        assertThat(asha.judge(at(1, 1, 6)).kind()).isEqualTo(Kind.PRUNE);
        assertThat(asha.judge(at(1, 1, 5)).kind()).as("a tie").isEqualTo(Kind.CONTINUE);
        assertThat(asha.judge(at(1, 1, Double.NaN)).kind()).isEqualTo(Kind.PRUNE);
        asha = asha.after(at(1, 1, 6)).after(at(2, 1, 7)).after(at(3, 1, 8)).after(at(4, 1, 9));
        assertThat(asha.judge(at(5, 1, 5.5)).kind()).as("second of six").isEqualTo(Kind.CONTINUE);
        assertThat(asha.judge(at(5, 1, 6.5)).kind()).as("third of six").isEqualTo(Kind.PRUNE);
    }

    @Test
    void betweenRungsNobodyIsJudged() {
        Pruner asha = new Asha(new Ladder(1, 0, 3, 0), false).after(at(0, 1, 1)).after(at(1, 1, 1));
        assertThat(asha.judge(at(1, 2, 99))).isEqualTo(Verdict.CONTINUE);
        assertThat(asha.after(at(0, 3, 1)).judge(at(1, 3, 99)).kind()).isEqualTo(Kind.PRUNE);
    }

    @Test
    void promotionResumesAPausedTrialOnceItIsAmongTheBestThird() {
        Pruner asha = new Asha(new Ladder(1, 9, 3, 0), true);
        for (int trial = 0; trial < 2; trial++) {
            assertThat(asha.judge(at(trial, 1, trial)).kind()).isEqualTo(Kind.PAUSE);
            asha = asha.after(at(trial, 1, trial)).after(new Paused(trial));
        }
        assertThat(asha.promotion(false)).isEmpty();
        assertThat(asha.promotion(true)).map(Promotion::trial).contains(0);
        asha = asha.after(at(2, 1, 2)).after(new Paused(2));
        assertThat(asha.promotion(false)).hasValueSatisfying(promotion -> {
            assertThat(promotion.trial()).isZero();
            assertThat(promotion.reason()).isEqualTo("rank 1 of 3 at rung 0 (step 1), among the best 1");
        });
        asha = asha.after(new Resumed(0));
        assertThat(asha.promotion(true)).isEmpty();
        assertThat(asha.judge(at(0, 3, 7)).kind()).isEqualTo(Kind.PAUSE);
    }

    @Test
    void noRungIsAtATrialsEnd() {
        Ladder ladder = new Ladder(1, 9, 3, 0);
        assertThat(ladder.at(1)).hasValue(3);
        assertThat(ladder.at(2)).isEmpty();
        assertThat(new Ladder(1, 81, 3, 0).brackets()).isEqualTo(5);
        assertThat(new Ladder(1, 0, 2, 0).at(70)).isEmpty();
    }

    @Test
    void hyperbandGivesItsBracketsTheSharesOfItsDefinition() {
        assertThat(Hyperband.shares(5, 3)).containsExactly(81L, 34L, 15L, 8L, 5L);
        Hyperband hyperband = Hyperband.of("hyperband", new Ladder(1, 81, 3, 0), false);
        int[] count = new int[5];
        for (int trial = 0; trial < 143; trial++) {
            count[hyperband.bracket(trial)]++;
        }
        assertThat(count).containsExactly(81, 34, 15, 8, 5);
    }

    @Test
    void theMedianJudgesTheBestSoFarAgainstCompletedTrials() {
        Pruner median = new Percentile(50, 3, ALWAYS);
        for (int trial = 0; trial < 3; trial++) {
            median = median.after(at(trial, 1, trial)).after(new Finished(trial, Outcome.COMPLETED, trial));
        }
        assertThat(median.judge(at(3, 1, 1.0)).kind()).as("not strictly worse").isEqualTo(Kind.CONTINUE);
        assertThat(median.judge(at(3, 1, 1.1)).kind()).isEqualTo(Kind.PRUNE);
        assertThat(median.judge(at(3, 2, 99)).kind())
                .as("nothing to compare with")
                .isEqualTo(Kind.CONTINUE);
    }

    @Test
    void patienceWaitsForReportsWithoutImprovement() {
        Pruner patient = new Patient(new Threshold(0, 1, ALWAYS), 2, 0);
        patient = patient.after(at(0, 1, 5)).after(at(0, 2, 5));
        assertThat(patient.judge(at(0, 3, 5)).kind()).isEqualTo(Kind.CONTINUE);
        patient = patient.after(at(0, 3, 5));
        assertThat(patient.judge(at(0, 4, 4)).kind()).as("it improves").isEqualTo(Kind.CONTINUE);
        assertThat(patient.judge(at(0, 4, 5)).kind()).isEqualTo(Kind.PRUNE);
    }

    @Test
    void theSignedRankTestAgreesWithItsTable() {
        assertThat(SignedRank.above(new double[] {1, 2, 3, 4, 5})).isCloseTo(1 / 32.0, within(1e-12));
        assertThat(SignedRank.above(new double[] {1, 2, 3, 4, -5})).isCloseTo(10 / 32.0, within(1e-12));
        assertThat(SignedRank.above(new double[] {1, 1, -1})).isCloseTo(0.5, within(1e-12));
        assertThat(SignedRank.above(new double[] {0, 0})).isEqualTo(1);
        assertThat(SignedRank.above(new double[] {})).isEqualTo(1);
    }

    @Test
    void whereTheDistributionIsNotCountedOutTheNormalOneIsNear() {
        double[] differences = new double[SignedRank.EXACT + 1];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = i % 3 == 0 ? -(i + 1) : i + 1;
        }
        double[] fewer = java.util.Arrays.copyOf(differences, SignedRank.EXACT);
        assertThat(SignedRank.above(differences)).isCloseTo(SignedRank.above(fewer), within(0.02));
    }

    @Test
    void aTrialThatIsProbablyWorseThanTheBestEnds() {
        Pruner wilcoxon = new Wilcoxon(0.1, 2);
        for (int step = 1; step <= 5; step++) {
            wilcoxon = wilcoxon.after(at(0, step, 1));
        }
        wilcoxon = wilcoxon.after(new Finished(0, Outcome.COMPLETED, 1));
        wilcoxon = wilcoxon.after(at(1, 1, 2)).after(at(1, 2, 2.5));
        assertThat(wilcoxon.judge(at(1, 3, 0.5)).kind()).isEqualTo(Kind.CONTINUE);
        wilcoxon = wilcoxon.after(at(1, 3, 2.25));
        assertThat(wilcoxon.judge(at(1, 4, 2)).kind()).isEqualTo(Kind.PRUNE);
    }

    @Test
    void settingsOutOfBoundsAreNamed() {
        assertThatThrownBy(() -> new Ladder(1, 0, 1, 0)).hasMessage("reduction_factor is 1, must be ≥ 2");
        assertThatThrownBy(() -> new Wilcoxon(1.5, 0)).hasMessageStartingWith("p_threshold is 1.5");
        assertThatThrownBy(() -> new Patient(new Asha(new Ladder(1, 0, 3, 0), true), 1, 0))
                .hasMessageContaining("asha-promotion:1");
    }
}
