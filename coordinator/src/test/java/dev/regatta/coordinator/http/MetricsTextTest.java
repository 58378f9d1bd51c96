package dev.regatta.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTextTest {

    @Test
    void samplesFollowTheirFamilyWithLabelsInOrder() {
        MetricsText text = new MetricsText();
        text.family("regatta_trials", "gauge", "Trials.");
        text.sample(Map.of("study", "s", "state", "running"), 3);
        text.sample(Map.of(), 0.25);
        assertThat(text.toString()).isEqualTo("""
                # HELP regatta_trials Trials.
                # TYPE regatta_trials gauge
                regatta_trials{state="running",study="s"} 3
                regatta_trials 0.25
                """);
    }

    @Test
    void aLabelsValueCannotBreakTheText() {
        MetricsText text = new MetricsText();
        text.family("m", "gauge", "M.");
        text.sample(Map.of("name", "a\"b\\c\nd"), 1);
        assertThat(text.toString()).endsWith("m{name=\"a\\\"b\\\\c\\nd\"} 1\n");
    }
}
