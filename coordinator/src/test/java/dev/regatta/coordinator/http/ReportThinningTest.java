package dev.regatta.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.api.ReportView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportThinningTest {

    /** Epochs from 1 on; the second half under a second attempt. */
    private static List<ReportView> reports(int count, IntToDoubleFunction loss) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(epoch -> new ReportView(
                        0,
                        epoch <= count / 2 ? 1 : 2,
                        epoch,
                        epoch,
                        Instant.EPOCH,
                        Map.of("loss", loss.applyAsDouble(epoch), "rate", 1.0)))
                .toList();
    }

    private static List<Integer> epochs(List<ReportView> reports) {
        return reports.stream().map(ReportView::epoch).toList();
    }

    @Test
    void keepsEveryPeakAndBothEndsAndWhereAnAttemptBegan() {
        List<ReportView> kept = ReportThinning.thin(
                reports(10_000, epoch -> epoch == 4_321 ? 50 : epoch == 777 ? -50 : 1.0 / epoch), 200);

        assertThat(epochs(kept)).contains(1, 777, 4_321, 5_001, 10_000).isSorted();
        assertThat(kept).hasSizeBetween(90, 210);
    }

    @Test
    void takesNoNaNForAPeak() {
        assertThat(epochs(ReportThinning.thin(reports(1_000, epoch -> epoch == 500 ? 9 : Double.NaN), 4)))
                .contains(500);
    }

    @Test
    void leavesAShortCurveAlone() {
        List<ReportView> all = reports(10, epoch -> epoch);

        assertThat(ReportThinning.thin(all, 10)).isEqualTo(all);
    }
}
