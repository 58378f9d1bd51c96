package dev.regatta.coordinator.store.tracking;

import dev.regatta.coordinator.tracking.model.LifecycleStage;
import dev.regatta.coordinator.tracking.search.Comparison;
import dev.regatta.coordinator.tracking.search.Field;
import dev.regatta.coordinator.tracking.search.OrderBy;
import dev.regatta.coordinator.tracking.search.Query;

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

    /** @param within a further condition, may be empty */
    Sql select(Query query, Sql within) {
        Sql joins = new Sql();
        Sql order = new Sql();
        for (int i = 0; i < query.order().size(); i++) {
            order.add(i == 0 ? "ORDER BY" : ",");
            order(query.order().get(i), "o" + i, joins, order);
        }
        Sql sql = new Sql().add(table.select).add(joins);
        sql.add("WHERE " + table.alias + ".stage IN")
                .list(query.view().stages().stream().map(LifecycleStage::word).toList());
        if (!within.isEmpty()) {
            sql.add("AND").add(within);
        }
        query.filter().forEach(comparison -> sql.add("AND").add(condition(comparison)));
        return sql.add(order).add("LIMIT ? OFFSET ?", query.limit(), query.offset());
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
            order.add("(" + column + " IS NULL), " + column + " " + direction);
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
