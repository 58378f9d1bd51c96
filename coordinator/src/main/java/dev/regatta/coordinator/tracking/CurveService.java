package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Curves of many runs at once, as pages draw them. Blocks; safe for use from many threads. */
public final class CurveService {

    private static final int MOST_RUNS = 100;
    private static final int MOST_POINTS = 25_000;
    private static final int MOST_POINTS_OF_A_RUN = 2_500;

    private final TrackingStore store;

    public CurveService(TrackingStore store) {
        this.store = store;
    }

    /** The first points of each run's curve along it, at most {@code most} and 25,000 of all runs together. */
    public Map<String, List<Metric>> whole(List<String> runIds, String key, int most) {
        atMost("run_id", runIds.size(), MOST_RUNS);
        Map<String, List<Metric>> curves = new LinkedHashMap<>();
        int left = Math.min(positive("max_results", most), MOST_POINTS);
        for (String runId : runIds) {
            List<Metric> curve = store.read(rows -> rows.curve(runId, key, Long.MIN_VALUE, Long.MAX_VALUE));
            List<Metric> taken = curve.subList(0, Math.min(left, curve.size()));
            curves.put(runId, taken);
            left -= taken.size();
        }
        return curves;
    }

    /** Of each run at most {@code most} points between two steps, thinned out so that peaks stay. */
    public Map<String, List<Metric>> sampled(
            List<String> runIds, String key, OptionalLong startStep, OptionalLong endStep, int most) {
        atMost("run_ids", runIds.size(), MOST_RUNS);
        atMost("max_results", positive("max_results", most), MOST_POINTS_OF_A_RUN);
        if (startStep.isPresent() != endStep.isPresent()) {
            throw TrackingException.invalid("start_step and end_step must be given both or neither");
        }
        long from = startStep.orElse(Long.MIN_VALUE);
        long to = endStep.orElse(Long.MAX_VALUE);
        if (from > to) {
            throw TrackingException.invalid("end_step is " + to + ", must be ≥ start_step, which is " + from);
        }
        Map<String, List<Metric>> curves = new LinkedHashMap<>();
        for (String runId : runIds) {
            List<Metric> curve = store.read(rows -> rows.curve(runId, key, from, to));
            curves.put(runId, Downsampling.minMax(curve, most));
        }
        return curves;
    }

    private static void atMost(String what, int count, int most) {
        if (count > most) {
            throw TrackingException.invalid(what + " is " + count + ", must be ≤ " + most);
        }
    }

    private static int positive(String what, int value) {
        if (value < 1) {
            throw TrackingException.invalid(what + " is " + value + ", must be ≥ 1");
        }
        return value;
    }
}
