package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.tracking.search.Comparison;
import dev.regatta.coordinator.tracking.search.Operand;
import dev.regatta.coordinator.tracking.search.Operator;

/** A comparison of a column with a value. */
final class ComparisonSql {

    private ComparisonSql() {}

    /** NaN differs from every number and is in no other relation to one. */
    static Sql metric(String alias, Comparison comparison) {
        Sql value = column(alias + ".value", comparison);
        return comparison.operator() == Operator.NE
                ? new Sql().add("(" + alias + ".is_number = 0 OR").add(value).add(")")
                : new Sql().add(alias + ".is_number = 1 AND").add(value);
    }

    static Sql column(String column, Comparison comparison) {
        Operand operand = comparison.operand();
        if (operand instanceof Operand.Texts texts) {
            return new Sql().add(column + " " + comparison.operator().symbol()).list(texts.values());
        } else if (operand instanceof Operand.Num number) {
            return new Sql().add(column + " " + comparison.operator().symbol() + " ?", number.value());
        }
        return text(column, comparison.operator(), ((Operand.Text) operand).value());
    }

    private static Sql text(String column, Operator operator, String value) {
        return switch (operator) {
            case LIKE -> new Sql().add(column + " LIKE ? ESCAPE '!'", pattern(value));
            case ILIKE -> new Sql().add("lower(" + column + ") LIKE lower(?) ESCAPE '!'", pattern(value));
            default -> new Sql().add(column + " " + operator.symbol() + " ?", value);
        };
    }

    /** Clients know no escape; SQL's dialects differ in theirs unless one is named. */
    private static String pattern(String value) {
        return value.replace("!", "!!");
    }
}
