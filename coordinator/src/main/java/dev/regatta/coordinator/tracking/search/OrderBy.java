package dev.regatta.coordinator.tracking.search;

import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.ArrayList;
import java.util.List;

/**
 * One key of an order. In either direction numbers and texts come first, then NaN, then those that lack the field.
 * Texts are ordered by their code points.
 */
public record OrderBy(Field field, boolean ascending) {

    private static final int MOST_KEYS = 20;

    /**
     * Reads clauses such as {@code metrics.loss ASC}; what ties is ordered by the target's default order.
     *
     * @throws TrackingException if one cannot be read
     */
    public static List<OrderBy> parse(SearchTarget target, List<String> clauses) {
        if (clauses.size() > MOST_KEYS) {
            throw TrackingException.invalid("order_by has " + clauses.size() + " keys, must have ≤ " + MOST_KEYS);
        }
        List<OrderBy> order = new ArrayList<>();
        clauses.forEach(clause -> add(order, clause(target, clause)));
        tieBreakers(target).forEach(last -> add(order, last));
        return order;
    }

    private static OrderBy clause(SearchTarget target, String clause) {
        TokenReader tokens = new TokenReader(target, clause);
        Field field = tokens.field();
        if (field instanceof Field.OfDataset) {
            throw TrackingException.invalid("Invalid order_by entity: runs have no order by their data sets");
        }
        boolean descending = tokens.skip("DESC");
        if (!descending) {
            tokens.skip("ASC");
        }
        if (!tokens.atEnd()) {
            throw TokenReader.unexpected(tokens.next(), "ASC, DESC or nothing");
        }
        return new OrderBy(field, !descending);
    }

    /** The first clause on a field decides; a later one could change nothing. */
    private static void add(List<OrderBy> order, OrderBy next) {
        if (order.stream().noneMatch(before -> before.field.equals(next.field))) {
            order.add(next);
        }
    }

    private static List<OrderBy> tieBreakers(SearchTarget target) {
        return switch (target) {
            case RUNS ->
                List.of(
                        new OrderBy(Field.of(Attribute.START_TIME), false),
                        new OrderBy(Field.of(Attribute.RUN_ID), true));
            case EXPERIMENTS ->
                List.of(
                        new OrderBy(Field.of(Attribute.CREATION_TIME), false),
                        new OrderBy(Field.of(Attribute.EXPERIMENT_ID), true));
            case MODELS -> List.of(new OrderBy(Field.of(Attribute.NAME), true));
            case VERSIONS ->
                List.of(
                        new OrderBy(Field.of(Attribute.LAST_UPDATED_TIMESTAMP), false),
                        new OrderBy(Field.of(Attribute.NAME), true),
                        new OrderBy(Field.of(Attribute.VERSION_NUMBER), false));
        };
    }
}
