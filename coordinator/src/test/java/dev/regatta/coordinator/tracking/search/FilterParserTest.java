package dev.regatta.coordinator.tracking.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {

    @Test
    void emptyFilterHasNoConditions() {
        assertThat(parse("")).isEmpty();
        assertThat(parse("  \n ")).isEmpty();
    }

    @Test
    void conditionsAreReadInTheirOrder() {
        assertThat(parse("metrics.loss<=0.5 and params.`a b` LIKE 'x%' AND run_id NOT IN ('a',\"b\")"))
                .containsExactly(
                        new Comparison(new Field.OfMetric("loss"), Operator.LE, new Operand.Num(0.5)),
                        new Comparison(new Field.OfParam("a b"), Operator.LIKE, new Operand.Text("x%")),
                        new Comparison(
                                Field.of(Attribute.RUN_ID), Operator.NOT_IN, new Operand.Texts(List.of("a", "b"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "metric.train/loss-1 > 1 | train/loss-1",
                "metrics.`a.b` > 1 | a.b",
                "metrics.\"a `b\" > 1 | a `b",
                "metrics.mlflow.loss > 1 | mlflow.loss",
                "Metrics.AND > 1 | AND",
                "metrics.`a``b` > 1 | a`b"
            })
    void metricKeysAreReadWithTheirOddSigns(String filter, String key) {
        assertThat(parse(filter)).extracting(Comparison::field).containsExactly(new Field.OfMetric(key));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "metrics.a > 1 OR metrics.b > 1 | 'OR' at character 15",
                "metrics.a > 1 metrics.b > 1 | at character 15",
                "metrics.a > 1 AND | must be a field",
                "AND | Invalid attribute key 'AND'",
                "metrics.a | must be a comparator",
                "metrics. > 1 | must be a key",
                "metrics.a > | must be a number or a quoted text",
                "metrics.a > '1' | number without quotes",
                "metrics.a > NaN | must be a number",
                "metrics.a > 0x10 | must be a number",
                "metrics.a > 1f | must be a number",
                "metrics.a LIKE '1' | Invalid comparator 'LIKE'",
                "metrics.a IN (1) | must be a quoted text",
                "params.a > '1' | Invalid comparator '>'",
                "params.a = 1 | must be a quoted text",
                "params.a IN ('x') | Invalid comparator 'IN'",
                "tags.a = x | must be a number or a quoted text",
                "tags.a = 'x | never closed",
                "tags.`a = 'x' | never closed",
                "status IN 'x' | must be '('",
                "status IN () | must be a quoted text",
                "status IN ('x' | must be ',' or ')'",
                "status = ('x') | must be a number or a quoted text",
                "(status = 'x') | must be a field",
                "start_time = 'x' | number without quotes",
                "start_time LIKE 'x' | Invalid comparator 'LIKE'",
                "nothing = 'x' | Invalid attribute key 'nothing'",
                "models.a = 'x' | Invalid entity type 'models'",
                "status ! 'x' | must be a comparator",
                "status NOT 'x' | must be a comparator",
                "creation_time > 1 | Invalid attribute key 'creation_time'"
            })
    void wrongFilterIsRefusedWithItsReason(String filter, String reason) {
        assertThatThrownBy(() -> parse(filter))
                .isInstanceOf(TrackingException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void experimentsHaveAttributesAndTagsOnly() {
        assertThat(FilterParser.parse(SearchTarget.EXPERIMENTS, "name ILIKE 'a%' AND tags.team = 'x'"))
                .hasSize(2);
        assertThatThrownBy(() -> FilterParser.parse(SearchTarget.EXPERIMENTS, "params.a = 'x'"))
                .hasMessageContaining("params");
    }

    @Test
    void conditionsAreLimited() {
        assertThat(parse("start_time > 1" + " AND start_time > 1".repeat(49))).hasSize(50);
        assertThatThrownBy(() -> parse("start_time > 1" + " AND start_time > 1".repeat(50)))
                .hasMessageContaining("must have ≤ 50");
    }

    /** Whatever comes, the answer is conditions or a refusal, never another failure. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void rubbishIsRefusedAndNothingWorse(long seed) {
        Random random = new Random(seed);
        List<String> pieces = List.of(
                "metrics.a", "`", "'", "\"", " ", "=", "!", "<", "(", ")", ",", "AND", "IN", "NOT", "1", ".", "é");
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(8); n >= 0; n--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                parse(text.toString());
            } catch (TrackingException e) {
                refused++;
            }
        }
        assertThat(refused).as("seed %d", seed).isBetween(3000, 4999);
    }

    private static List<Comparison> parse(String filter) {
        return FilterParser.parse(SearchTarget.RUNS, filter);
    }
}
