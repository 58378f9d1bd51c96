package dev.regatta.coordinator.tracking.search;

import java.util.List;

/**
 * A search as clients send it.
 *
 * @param filter may be empty
 * @param orderBy may be empty
 * @param pageSize the largest number of results
 * @param pageToken empty for the first page
 */
public record SearchRequest(String filter, List<String> orderBy, ViewType view, int pageSize, String pageToken) {

    public SearchRequest {
        orderBy = List.copyOf(orderBy);
    }

    /** @throws dev.regatta.coordinator.tracking.model.TrackingException if a part of it cannot be read */
    public Query parsed(SearchTarget target) {
        return new Query(
                FilterParser.parse(target, filter),
                OrderBy.parse(target, orderBy),
                view,
                pageSize,
                PageToken.offset(pageToken, this));
    }
}
