package dev.regatta.coordinator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.prune.Pruner;
import dev.regatta.coordinator.prune.Pruners;
import dev.regatta.protocol.api.WhatIf;
import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.study.PrunerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PrunerReplayTest {
    private static final int EPOCHS = 9;

    /** Trials one after the other; each keeps its value from its first epoch to its last. */
    private static List<RecordedCurve> constant(double... values) {
        List<RecordedCurve> curves = new ArrayList<>();
        long order = 0;
        for (int trial = 0; trial < values.length; trial++) {
            List<RecordedCurve.Report> reports = new ArrayList<>();
            for (int epoch = 1; epoch <= EPOCHS; epoch++) {
                reports.add(new RecordedCurve.Report(order++, epoch, values[trial]));
            }
            curves.add(new RecordedCurve(trial, reports, OptionalDouble.of(values[trial])));
        }
        return curves;
    }

    private static Pruner asha(PrunerSpec.Mode mode) {
        return Pruners.of(new PrunerSpec.Asha(mode, 1, Optional.of((long) EPOCHS), 3, 0), Objective.Direction.MINIMIZE);
    }

    @Test
    void noPrunerSavesNothingAndLosesNothing() {
        WhatIf.PrunerOutcome outcome = PrunerReplay.of(
                Pruners.of(new PrunerSpec.None(), Objective.Direction.MINIMIZE), constant(3, 1, 2), true);

        assertThat(outcome.epochs()).isEqualTo(27);
        assertThat(outcome.epochsSaved()).isZero();
        assertThat(outcome.endedEarly()).isZero();
        assertThat(outcome.best()).contains(1);
        assertThat(outcome.keptRank()).contains(1);
    }

    @Test
    void stoppingEndsWhatIsNotTheBestSoFarAtTheFirstRung() {
        WhatIf.PrunerOutcome outcome = PrunerReplay.of(asha(PrunerSpec.Mode.STOPPING), constant(1, 3, 2), true);

        assertThat(outcome.endedEarly()).isEqualTo(2);
        assertThat(outcome.epochsSaved()).isEqualTo(16);
        assertThat(outcome.kept()).contains(0);
        assertThat(outcome.keptRank()).contains(1);
    }

    @Test
    void aTrialThatStartsBadlyAndEndsBestIsTheRankThatIsLost() {
        List<RecordedCurve> curves = new ArrayList<>(constant(1, 5));
        List<RecordedCurve.Report> late = new ArrayList<>();
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            late.add(new RecordedCurve.Report(100 + epoch, epoch, 9 - epoch));
        }
        curves.add(new RecordedCurve(2, late, OptionalDouble.of(0)));

        WhatIf.PrunerOutcome outcome = PrunerReplay.of(asha(PrunerSpec.Mode.STOPPING), curves, true);

        assertThat(outcome.best()).contains(2);
        assertThat(outcome.kept()).contains(0);
        assertThat(outcome.keptRank()).contains(2);
        assertThat(outcome.keptValue()).contains(1.0);
    }

    @Test
    void promotionLetsTheBestOfARungCatchUp() {
        WhatIf.PrunerOutcome outcome =
                PrunerReplay.of(asha(PrunerSpec.Mode.PROMOTION), constant(9, 8, 7, 6, 5, 4, 3, 2, 1), true);

        assertThat(outcome.kept()).contains(8);
        assertThat(outcome.keptRank()).contains(1);
        assertThat(outcome.epochsSaved()).isGreaterThan(20);
    }

    @Test
    void whatATrialWouldHaveDoneBeyondItsRecordIsNotGuessed() {
        List<RecordedCurve> curves = new ArrayList<>(constant(1));
        curves.add(new RecordedCurve(1, List.of(new RecordedCurve.Report(50, 1, 0.5)), OptionalDouble.empty()));

        WhatIf.PrunerOutcome outcome = PrunerReplay.of(asha(PrunerSpec.Mode.STOPPING), curves, true);

        assertThat(outcome.cutShort()).isEqualTo(1);
        assertThat(outcome.best()).contains(0);
    }

    @Test
    void nothingRecordedIsNothingSaved() {
        WhatIf.PrunerOutcome outcome = PrunerReplay.of(asha(PrunerSpec.Mode.PROMOTION), List.of(), true);

        assertThat(outcome.shareSaved()).isZero();
        assertThat(outcome.best()).isEmpty();
    }
}
