package dev.regatta.coordinator.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.protocol.study.Condition;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {

    private static final Range OPTIMIZER = new Range.Categorical(List.of("sgd", "adam"));
    private static final Range SCHEDULE = new Range.Categorical(List.of("flat", "cosine"), when("optimizer", "adam"));
    private static final Range PERIOD = new Range.IntRange(1, 9, false, Optional.of(2L), when("schedule", "cosine"));

    private static Optional<Condition> when(String parent, Object... values) {
        return Optional.of(new Condition(Map.of(parent, List.of(values))));
    }

    /** The grandchild is named first, so that order is not what makes it work. */
    private static Map<String, Range> nested() {
        Map<String, Range> ranges = new LinkedHashMap<>();
        ranges.put("period", PERIOD);
        ranges.put("schedule", SCHEDULE);
        ranges.put("optimizer", OPTIMIZER);
        return ranges;
    }

    @Test
    void conditionsNestAndParentsComeFirst() {
        SearchSpace space = SearchSpace.of(nested());

        assertThat(space.choose(each -> each.value(1)).values())
                .containsExactly(
                        Map.entry("optimizer", "adam"), Map.entry("schedule", "cosine"), Map.entry("period", 9L));
        assertThat(space.choose(each -> each.value(0)).values()).containsExactly(Map.entry("optimizer", "sgd"));
    }

    @Test
    void aGivenParentDecidesItsChildren() {
        assertThat(SearchSpace.of(nested(), new Parameters(Map.of("optimizer", "sgd")))
                        .choose(each -> each.value(1))
                        .values())
                .isEmpty();
        assertThat(SearchSpace.of(nested(), new Parameters(Map.of("optimizer", "adam")))
                        .choose(each -> each.value(1))
                        .values())
                .containsOnlyKeys("schedule", "period");
    }

    @Test
    void aParameterThatDependsOnItselfIsRefused() {
        Map<String, Range> circle = Map.of(
                "a", new Range.IntRange(1, 2, false).on(when("b", 1L)),
                "b", new Range.IntRange(1, 2, false).on(when("a", 1L)));

        assertThatThrownBy(() -> SearchSpace.of(circle)).hasMessageContaining("depends on itself");
    }

    @Test
    void aForbiddenProposalIsReplaced() {
        SearchSpace space = SearchSpace.of(nested());
        Map<String, Object> proposed = Map.of("optimizer", "adam", "schedule", "cosine", "period", 4L);

        assertThat(space.complete(proposed, each -> each.value(0)).values())
                .containsEntry("schedule", "cosine")
                .containsEntry("period", 1L);
    }

    @Test
    void stepsAreDecimalAndEndWithinTheBounds() {
        Dimension steps = Dimension.of("x", new Range.FloatRange(0, 0.62, false, Optional.of(0.05), Optional.empty()));

        assertThat(steps.size()).isEqualTo(13);
        assertThat(steps.value(0)).isEqualTo(0.0);
        assertThat(steps.value(1)).isEqualTo(0.6);
        assertThat(steps.value(steps.coordinate(0.15))).isEqualTo(0.15);
    }

    @Test
    void coordinatesAreTheValuesOwn() {
        for (Range range : List.of(
                new Range.FloatRange(-3, 5, false),
                new Range.FloatRange(1e-5, 1, true),
                new Range.IntRange(1, 7, true),
                new Range.IntRange(-9, 9, false, Optional.of(3L), Optional.empty()))) {
            Dimension dimension = Dimension.of("x", range);
            for (int i = 0; i <= 10; i++) {
                Object value = dimension.value(i / 10.0);
                assertThat(range.contains(value)).isTrue();
                assertThat(((Number) dimension.value(dimension.coordinate(value))).doubleValue())
                        .isCloseTo(((Number) value).doubleValue(), org.assertj.core.api.Assertions.within(1e-12));
            }
        }
    }

    @Test
    void aRangeOfOneValueHasThatValue() {
        assertThat(Dimension.of("x", new Range.FloatRange(0.1, 0.1, true)).value(0.7))
                .isEqualTo(0.1);
        assertThat(Dimension.of("x", new Range.IntRange(3, 3, true)).value(0.7)).isEqualTo(3L);
    }
}
