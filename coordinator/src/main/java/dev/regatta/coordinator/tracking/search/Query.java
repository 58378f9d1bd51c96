package dev.regatta.coordinator.tracking.search;

import java.util.List;

/**
 * A search, ready to be answered by a store.
 *
 * @param filter all of them have to hold
 * @param order total: no two results tie
 * @param limit the largest number of results
 * @param offset how many results are left out before the first
 */
public record Query(List<Comparison> filter, List<OrderBy> order, ViewType view, int limit, long offset) {

    public Query {
        filter = List.copyOf(filter);
        order = List.copyOf(order);
    }

    /** The same with room for one result more, which tells whether another page follows. */
    public Query withOneMore() {
        return new Query(filter, order, view, limit + 1, offset);
    }
}
