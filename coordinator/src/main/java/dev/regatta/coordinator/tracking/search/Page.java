package dev.regatta.coordinator.tracking.search;

import java.util.List;
import java.util.Optional;

/**
 * A part of a search's results.
 *
 * @param nextPageToken present whenever the page is full, as MLflow's clients expect
 */
public record Page<T>(List<T> results, Optional<String> nextPageToken) {

    public Page {
        results = List.copyOf(results);
    }

    public static <T> Page<T> of(List<T> results, SearchRequest request, Query query) {
        boolean full = results.size() == query.limit();
        return new Page<>(
                results, full ? Optional.of(PageToken.of(query.offset() + results.size(), request)) : Optional.empty());
    }
}
