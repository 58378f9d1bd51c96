package dev.regatta.coordinator.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regatta.protocol.study.Range;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RandomSamplerTest {

    private static final int DRAWS = 4_000;

    @Test
    void logarithmicRangesAreEvenByTheirLogarithm() {
        double below = share(new Range.FloatRange(1e-4, 1.0, true), value -> ((double) value) < 1e-2);
        assertThat(below).isCloseTo(0.5, within(0.03));
    }

    @Test
    void linearRangesAreEven() {
        double below = share(new Range.FloatRange(-1, 3, false), value -> ((double) value) < 0);
        assertThat(below).isCloseTo(0.25, within(0.03));
    }

    @Test
    void everyWholeNumberAndEveryChoiceIsAsLikely() {
        Map<Object, Integer> counts = new HashMap<>();
        share(new Range.IntRange(1, 4, false), value -> counts.merge(value, 1, Integer::sum) > 0);
        assertThat(counts.keySet()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
        double chosen = share(new Range.Categorical(List.of("a", "b")), "a"::equals);
        assertThat(chosen).isCloseTo(0.5, within(0.03));
    }

    @Test
    void valuesStayWithinTheirBounds() {
        assertThat(share(new Range.FloatRange(0.1, 0.1, true), value -> value.equals(0.1)))
                .isEqualTo(1.0);
        assertThat(share(new Range.IntRange(3, 3, true), value -> value.equals(3L)))
                .isEqualTo(1.0);
    }

    private static double share(Range range, java.util.function.Predicate<Object> condition) {
        int hits = 0;
        for (int trial = 0; trial < DRAWS; trial++) {
            Object value = new RandomSampler()
                    .suggest(
                            SearchSpace.of(Map.of("x", range)),
                            History.empty(List.of(Direction.MINIMIZE)),
                            Seeds.forSampler(1, trial))
                    .parameters()
                    .get("x")
                    .orElseThrow();
            hits += condition.test(value) ? 1 : 0;
        }
        return (double) hits / DRAWS;
    }
}
