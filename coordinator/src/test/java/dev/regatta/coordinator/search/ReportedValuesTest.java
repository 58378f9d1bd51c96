package dev.regatta.coordinator.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportedValuesTest {

    /** Steps 10, 20 and so on with a tenth of them as values. */
    private static ReportedValues values(int count) {
        ReportedValues values = ReportedValues.NONE;
        for (int at = 1; at <= count; at++) {
            values = values.plus(at * 10L, at);
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 128, 1000})
    void keepsEveryValueAtItsPlace(int count) {
        ReportedValues values = values(count);
        assertThat(values.size()).isEqualTo(count);
        for (int at = 0; at < count; at++) {
            assertThat(values.step(at)).isEqualTo(at * 10L + 10);
            assertThat(values.value(at)).isEqualTo(at + 1);
            assertThat(values.upTo(at * 10L + 9)).isEqualTo(at);
            assertThat(values.upTo(at * 10L + 10)).isEqualTo(at + 1);
        }
    }

    @Test
    void oneMoreLeavesTheOldOnesAsTheyAre() {
        ReportedValues before = values(64);
        ReportedValues one = before.plus(700, 1);
        ReportedValues other = before.plus(700, 2);
        assertThat(before.size()).isEqualTo(64);
        assertThat(one.value(64)).isEqualTo(1);
        assertThat(other.value(64)).isEqualTo(2);
        assertThat(before.upTo(Long.MAX_VALUE)).isEqualTo(64);
    }

    @Test
    void areEqualByWhatTheyHold() {
        assertThat(values(200)).isEqualTo(values(200)).hasSameHashCodeAs(values(200));
        assertThat(values(200))
                .isNotEqualTo(values(199))
                .isNotEqualTo(values(199).plus(2000, 0));
        assertThat(ReportedValues.NONE.isEmpty()).isTrue();
        assertThat(values(64).isEmpty()).isFalse();
    }
}
