package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.tracking.CurveService;
import dev.regatta.coordinator.tracking.model.Metric;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The endpoints under {@code metrics/} that answer curves of several runs at once. */
final class CurveEndpoints {

    private static final int MOST_POINTS = 25_000;
    private static final int USUAL_SAMPLE = 320;

    private final CurveService curves;

    CurveEndpoints(CurveService curves) {
        this.curves = curves;
    }

    void mount(JsonRoutes routes) {
        routes.get("metrics/get-history-bulk", this::whole).get("metrics/get-history-bulk-interval", this::sampled);
    }

    private JsonObject whole(RequestFields request) {
        return answer(
                curves.whole(runIds(request, "run_id"), request.required("metric_key"), most(request, MOST_POINTS)));
    }

    private JsonObject sampled(RequestFields request) {
        return answer(curves.sampled(
                runIds(request, "run_ids"),
                request.required("metric_key"),
                request.whole("start_step"),
                request.whole("end_step"),
                most(request, USUAL_SAMPLE)));
    }

    private static List<String> runIds(RequestFields request, String name) {
        List<String> ids = request.texts(name);
        return ids.isEmpty() ? List.of(request.required(name)) : ids;
    }

    private static int most(RequestFields request, int usual) {
        return (int) Math.max(Math.min(request.whole("max_results").orElse(usual), Integer.MAX_VALUE), -1);
    }

    private static JsonObject answer(Map<String, List<Metric>> curves) {
        List<Map.Entry<String, Metric>> points = new ArrayList<>();
        curves.forEach((run, curve) -> curve.forEach(point -> points.add(Map.entry(run, point))));
        return new JsonObject().put("metrics", TrackingJson.metricsOfRuns(points));
    }
}
