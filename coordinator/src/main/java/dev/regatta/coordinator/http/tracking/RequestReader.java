package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.tracking.model.Limits;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.Param;
import dev.regatta.coordinator.tracking.model.Tag;
import dev.regatta.coordinator.tracking.model.TrackingException;
import dev.regatta.coordinator.tracking.search.SearchRequest;
import dev.regatta.coordinator.tracking.search.ViewType;
import java.util.List;
import java.util.OptionalLong;

/** Reads the values that several endpoints take. */
final class RequestReader {

    private static final long PAGE = 1000;

    private RequestReader() {}

    /** Newer clients say run_id, older ones run_uuid. */
    static String runId(RequestFields request) {
        return request.text("run_id")
                .filter(id -> !id.isEmpty())
                .or(() -> request.text("run_uuid").filter(id -> !id.isEmpty()))
                .orElseGet(() -> request.required("run_id"));
    }

    /** @throws TrackingException with the answer for an unknown experiment, if it is not a number */
    static long experimentId(RequestFields request) {
        OptionalLong given = experimentIds(List.of(request.required("experiment_id"))).stream()
                .mapToLong(Long::longValue)
                .findFirst();
        return given.orElseThrow(() ->
                TrackingException.missing("No Experiment with id=" + request.required("experiment_id") + " exists"));
    }

    /** Those that can be ids at all. */
    static List<Long> experimentIds(List<String> texts) {
        return texts.stream()
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .distinct()
                .toList();
    }

    static Metric metric(RequestFields request) {
        return new Metric(
                request.required("key"),
                request.requiredNumber("value"),
                request.requiredWhole("timestamp"),
                request.whole("step").orElse(0));
    }

    static Param param(RequestFields request) {
        return new Param(request.required("key"), request.textOrEmpty("value"));
    }

    static Tag tag(RequestFields request) {
        return new Tag(request.required("key"), request.textOrEmpty("value"));
    }

    static List<Tag> tags(RequestFields request) {
        return request.objects("tags", RequestReader::tag);
    }

    /** @throws TrackingException if it is no version's number */
    static long version(RequestFields request) {
        String text = String.valueOf(request.fields().getValue("version"));
        if (!text.matches("\\d{1,18}")) {
            request.required("version");
            throw TrackingException.invalid(
                    "Invalid value " + text + " for parameter 'version' supplied, must be a whole number");
        }
        return Long.parseLong(text);
    }

    /** A search over models or versions, none of which are ever kept deleted. */
    static SearchRequest modelSearch(RequestFields request, int most) {
        return new SearchRequest(
                request.textOrEmpty("filter"),
                request.texts("order_by"),
                ViewType.ACTIVE_ONLY,
                Math.min(Limits.pageSize(request.whole("max_results").orElse(100)), most),
                request.textOrEmpty("page_token"));
    }

    static SearchRequest search(RequestFields request, String viewField) {
        return new SearchRequest(
                request.textOrEmpty("filter"),
                request.texts("order_by"),
                request.text(viewField).map(ViewType::parse).orElse(ViewType.ACTIVE_ONLY),
                Limits.pageSize(request.whole("max_results").orElse(PAGE)),
                request.textOrEmpty("page_token"));
    }
}
