package dev.regatta.coordinator.tracking.search;

import java.util.List;
import java.util.Optional;

/**
 * A part of a search's results.
 *
 * @param nextPageToken present if there are more results
 */
public record Page<T>(List<T> results, Optional<String> nextPageToken) {

    public Page {
        results = List.copyOf(results);
    }

    /** @param results those of the query {@linkplain Query#withOneMore() with one more} than the page holds */
    public static <T> Page<T> of(List<T> results, SearchRequest request, Query query) {
        if (results.size() <= query.limit()) {
            return new Page<>(results, Optional.empty());
        }
        String token = PageToken.of(query.offset() + query.limit(), request);
        return new Page<>(results.subList(0, query.limit()), Optional.of(token));
    }
}
