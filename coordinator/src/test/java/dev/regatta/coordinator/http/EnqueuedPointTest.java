package dev.regatta.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.study.Studies;
import dev.regatta.protocol.study.Parameters;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnqueuedPointTest {

    private static Optional<String> problem(String name, Object value) {
        return EnqueuedPoint.problem(Studies.spec(1, 1), new Parameters(Map.of(name, value)));
    }

    @Test
    void valuesOutOfBoundsAndUnknownNamesAreNamed() {
        assertThat(problem("learning_rate", 0.01)).isEmpty();
        assertThat(problem("learning_rate", -1.0))
                .hasValueSatisfying(why -> assertThat(why).contains("-1.0"));
        assertThat(problem("learning_rat", 0.01))
                .hasValueSatisfying(why -> assertThat(why).contains("learning_rate"));
    }
}
