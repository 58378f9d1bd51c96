package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.tracking.model.LifecycleStage;
import dev.regatta.coordinator.tracking.search.Attribute;
import dev.regatta.coordinator.tracking.search.Comparison;
import dev.regatta.coordinator.tracking.search.Field;
import dev.regatta.coordinator.tracking.search.Operator;
import dev.regatta.coordinator.tracking.search.OrderBy;
import dev.regatta.coordinator.tracking.search.Query;
import java.util.Collection;
import java.util.Optional;

/**
 * Turns a query into one statement: each condition on something logged is an EXISTS on its table, each key of the order
 * a LEFT JOIN, so that rows without it stay and go last.
 */
final class SearchSql {

    private static final String METRIC = "metric_key = (SELECT id FROM metric_key WHERE name = ?)";

    private final SearchedTable table;

    SearchSql(SearchedTable table) {
        this.table = table;
    }

    /** @param experiments those that runs are searched in; empty where what is searched belongs to none */
    Sql select(Query query, Collection<Long> experiments) {
        Optional<Comparison> driving = driving(query);
        Sql joins = new Sql();
        Sql order = new Sql();
        for (int i = 0; i < query.order().size(); i++) {
            order.add(i == 0 ? "ORDER BY" : ",");
            if (i == 0 && driving.isPresent()) {
                order.add("o0.value " + (query.order().get(0).ascending() ? "ASC" : "DESC"));
            } else {
                order(query.order().get(i), "o" + i, joins, order);
            }
        }
        Sql all = new Sql()
                .add(driving.isPresent() ? "SELECT r.* FROM latest_metric o0 CROSS JOIN run r" : table.select)
                .add(joins)
                .add(driving.map(SearchSql::fromMetric).orElseGet(() -> new Sql().add("WHERE 1 = 1")));
        if (table.staged()) {
            all.add("AND " + table.alias + ".stage IN")
                    .list(query.view().stages().stream()
                            .map(LifecycleStage::word)
                            .toList());
        }
        if (!experiments.isEmpty()) {
            all.add("AND " + (driving.isPresent() ? "o0" : table.alias) + ".experiment IN")
                    .numbers(experiments);
        }
        query.filter().stream()
                .filter(comparison -> driving.filter(comparison::equals).isEmpty())
                .forEach(comparison -> all.add("AND").add(condition(comparison)));
        return all.add(order).add("LIMIT ? OFFSET ?", query.limit(), query.offset());
    }

    /**
     * A condition on the metric that the results are ordered by: every result then has that metric and none is NaN, so
     * that the index of its values in an experiment gives results and order at once.
     */
    private Optional<Comparison> driving(Query query) {
        Field first = query.order().get(0).field();
        return query.filter().stream()
                .filter(comparison -> table == SearchedTable.RUNS
                        && first instanceof Field.OfMetric
                        && comparison.field().equals(first)
                        && comparison.operator() != Operator.NE)
                .findFirst();
    }

    private static Sql fromMetric(Comparison comparison) {
        return new Sql()
                .add("WHERE r.number = o0.run AND o0." + METRIC + " AND", ((Field.OfMetric) comparison.field()).key())
                .add(ComparisonSql.metric("o0", comparison));
    }

    private Sql condition(Comparison comparison) {
        Field field = comparison.field();
        if (field instanceof Field.OfMetric metric) {
            return new Sql()
                    .add("EXISTS (SELECT 1 FROM latest_metric m WHERE m." + table.owned)
                    .add("AND m." + METRIC + " AND", metric.key())
                    .add(ComparisonSql.metric("m", comparison))
                    .add(")");
        } else if (field instanceof Field.OfParam param) {
            return logged("run_param", param.key(), comparison);
        } else if (field instanceof Field.OfTag tag) {
            return logged(table.tags, tag.key(), comparison);
        } else if (field instanceof Field.OfDataset dataset) {
            return new Sql()
                    .add("EXISTS (SELECT 1 FROM run_input i JOIN dataset d ON d.id = i.dataset WHERE i." + table.owned)
                    .add("AND")
                    .add(ComparisonSql.column(SearchedTable.column(dataset.key()), comparison))
                    .add(")");
        }
        return ComparisonSql.column(table.column(((Field.OfAttribute) field).attribute()), comparison);
    }

    private Sql logged(String texts, String key, Comparison comparison) {
        return new Sql()
                .add("EXISTS (SELECT 1 FROM " + texts + " t WHERE t." + table.owned + " AND t.name = ? AND", key)
                .add(ComparisonSql.column("t.value", comparison))
                .add(")");
    }

    private void order(OrderBy key, String alias, Sql joins, Sql order) {
        String direction = key.ascending() ? "ASC" : "DESC";
        Field field = key.field();
        if (field instanceof Field.OfAttribute own) {
            String column = table.column(own.attribute());
            // Only a nullable column needs the test, which keeps an index from giving the order.
            String missing = own.attribute() == Attribute.END_TIME ? "(" + column + " IS NULL), " : "";
            order.add(missing + column + " " + direction);
        } else if (field instanceof Field.OfMetric metric) {
            join(joins, "latest_metric", alias, METRIC, metric.key());
            order.add("(" + alias + ".value IS NULL), " + alias + ".is_number DESC, " + alias + ".value " + direction);
        } else {
            boolean param = field instanceof Field.OfParam;
            String name = field instanceof Field.OfParam p ? p.key() : ((Field.OfTag) field).key();
            join(joins, param ? "run_param" : table.tags, alias, "name = ?", name);
            order.add("(" + alias + ".value IS NULL), " + alias + ".value " + direction);
        }
    }

    private void join(Sql joins, String logged, String alias, String condition, String key) {
        joins.add(
                "LEFT JOIN " + logged + " " + alias + " ON " + alias + "." + table.owned + " AND " + alias + "."
                        + condition,
                key);
    }
}
