package dev.regatta.protocol.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.bench.Measurement.Better;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchReportTest {
    private static final Measurement RATE = Measurement.of("ask.rate", 1234.4, "trials/s", Better.HIGHER)
            .withTarget(1000)
            .withPeer(20);
    private static final Measurement LATENCY =
            Measurement.of("ask.p99", 0.02345, "s", Better.LOWER).withTarget(0.02);
    private static final Measurement BROKEN =
            Measurement.of("heap", Double.NaN, "MB", Better.LOWER).withTarget(512);

    @Test
    void tableSaysWhichTargetsAreReached() {
        List<String> lines = new BenchReport(List.of(RATE, LATENCY)).table();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).contains("ask.rate", "1234", "trials/s", "higher", "1000", "20.00", "yes");
        assertThat(lines.get(2)).contains("0.02345", "lower", "NO");
    }

    @Test
    void jsonHasAllKeysAndNullForWhatIsUnknown() {
        assertThat(new BenchReport(List.of(LATENCY)).json().toString())
                .isEqualTo("[{\"name\":\"ask.p99\",\"value\":0.02345,\"unit\":\"s\",\"better\":\"lower\","
                        + "\"target\":0.02,\"peer\":null}]");
        assertThat(new BenchReport(List.of(BROKEN)).json().get(0).get("value").isNull())
                .isTrue();
    }

    @Test
    void figureThatIsNoNumberReachesNoTarget() {
        assertThat(BROKEN.reached()).contains(false);
        assertThat(Measurement.of("rows", 1, "rows", Better.HIGHER).reached()).isEmpty();
    }
}
