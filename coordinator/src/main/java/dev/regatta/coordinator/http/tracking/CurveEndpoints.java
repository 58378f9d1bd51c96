package dev.regatta.coordinator.http.tracking;

import dev.regatta.coordinator.tracking.CurveService;
import dev.regatta.coordinator.tracking.CurveService.Sampling;
import dev.regatta.coordinator.tracking.CurveService.Steps;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.TrackingException;
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
        List<String> runs = request.texts("run_id");
        if (runs.isEmpty()) {
            throw TrackingException.invalid("GetMetricHistoryBulk request must specify at least one run_id.");
        }
        String key = request.text("metric_key")
                .filter(given -> !given.isEmpty())
                .orElseThrow(
                        () -> TrackingException.invalid("GetMetricHistoryBulk request must specify a metric_key."));
        return answer(curves.whole(runs, key, most(request, MOST_POINTS)));
    }

    /** {@code sampling=min-max} is Regatta's own; without it steps are chosen as MLflow's server does. */
    private JsonObject sampled(RequestFields request) {
        List<String> runs = request.texts("run_ids");
        return answer(curves.sampled(
                runs.isEmpty() ? List.of(request.required("run_ids")) : runs,
                request.required("metric_key"),
                Steps.of(request.whole("start_step"), request.whole("end_step")),
                most(request, USUAL_SAMPLE),
                sampling(request.textOrEmpty("sampling"))));
    }

    private static Sampling sampling(String word) {
        return switch (word) {
            case "", "steps" -> Sampling.STEPS;
            case "min-max" -> Sampling.MIN_MAX;
            default -> throw TrackingException.invalid("sampling is '" + word + "', must be steps or min-max");
        };
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
