package dev.regatta.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptLogTest {
    private final AttemptLog log = new AttemptLog(2, () -> Instant.parse("2026-03-04T05:06:07.0089Z"));

    @Test
    void everyLineHasItsTime() {
        log.say("one\ntwo");

        assertThat(log.artifact().path()).isEqualTo("logs/attempt-2.txt");
        assertThat(text()).isEqualTo("2026-03-04T05:06:07.008Z one\n2026-03-04T05:06:07.008Z two\n");
    }

    @Test
    void lastLinesStayWhereThereAreTooMany() {
        for (int i = 0; i < 10_000; i++) {
            log.say("line " + i);
        }

        assertThat(text()).startsWith("… ").endsWith(" line 9999\n").doesNotContain(" line 5\n");
        assertThat(log.artifact().content().length).isLessThan(AttemptLog.MOST_BYTES + 100);
        long kept = text().lines().count() - 1;
        assertThat(text()).startsWith("… " + (10_000 - kept) + " earlier lines are not kept\n");
    }

    @Test
    void longLineLosesItsEnd() {
        log.say("x".repeat(AttemptLog.LINE_CHARACTERS + 7));

        assertThat(text()).endsWith("x … 7 more characters\n");
    }

    private String text() {
        return new String(log.artifact().content(), StandardCharsets.UTF_8);
    }
}
