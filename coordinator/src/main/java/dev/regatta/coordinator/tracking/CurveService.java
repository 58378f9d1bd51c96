package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Curves of many runs at once, as pages draw them. Blocks; safe for use from many threads. */
public final class CurveService {

    private static final int MOST_RUNS = 100;
    private static final int MOST_POINTS = 25_000;
    private static final int MOST_POINTS_OF_A_RUN = 2_500;

    private final TrackingStore store;

    public CurveService(TrackingStore store) {
        this.store = store;
    }

    /** The first points of each run's curve along it, by run id; at most {@code most} and 25,000 of all runs together. */
    public Map<String, List<Metric>> whole(List<String> runIds, String key, int most) {
        if (runIds.size() > MOST_RUNS) {
            throw TrackingException.invalid("GetMetricHistoryBulk request cannot specify more than " + MOST_RUNS
                    + " run_ids. Received " + runIds.size() + " run_ids.");
        }
        Map<String, List<Metric>> curves = new LinkedHashMap<>();
        int left = Math.min(between(most, Integer.MAX_VALUE), MOST_POINTS);
        for (String runId : runIds.stream().sorted().toList()) {
            List<Metric> curve = curve(runId, key, new Steps(Long.MIN_VALUE, Long.MAX_VALUE));
            List<Metric> taken = curve.subList(0, Math.min(left, curve.size()));
            curves.put(runId, taken);
            left -= taken.size();
        }
        return curves;
    }

    /** How the points of a curve that stay are chosen. */
    public enum Sampling {
        /** As MLflow's server does: whole steps, evenly from those of all runs, and each run's first and last. */
        STEPS,
        /** So that no peak of any run is lost; see {@link Downsampling#minMax}. */
        MIN_MAX
    }

    /**
     * The steps that are asked for, both included.
     *
     * @param first ≤ {@code last}
     */
    public record Steps(long first, long last) {

        /** @throws TrackingException if only one is given, or they are the wrong way round */
        public static Steps of(OptionalLong start, OptionalLong end) {
            if (start.isPresent() != end.isPresent()) {
                throw TrackingException.invalid(
                        "If either start step or end step are specified, both must be specified.");
            }
            Steps steps = new Steps(start.orElse(Long.MIN_VALUE), end.orElse(Long.MAX_VALUE));
            if (steps.first > steps.last) {
                throw TrackingException.invalid("end_step must be greater than start_step. Found start_step="
                        + steps.first + " and end_step=" + steps.last + ".");
            }
            return steps;
        }
    }

    /** Of each run about {@code most} points of the steps that are asked for, in the order of {@code runIds}. */
    public Map<String, List<Metric>> sampled(
            List<String> runIds, String key, Steps steps, int most, Sampling sampling) {
        if (runIds.size() > MOST_RUNS) {
            throw TrackingException.invalid("GetMetricHistoryBulkInterval request must specify at most " + MOST_RUNS
                    + " run_ids. Received " + runIds.size() + " run_ids.");
        }
        between(most, MOST_POINTS_OF_A_RUN);
        UnaryOperator<List<Metric>> choice = sampling == Sampling.MIN_MAX
                ? curve -> Downsampling.minMax(curve, most)
                : Downsampling.onSteps(chosenSteps(runIds, key, steps, most));
        Map<String, List<Metric>> curves = new LinkedHashMap<>();
        runIds.forEach(runId -> curves.put(runId, choice.apply(curve(runId, key, steps))));
        return curves;
    }

    /** Reads all curves once for their steps alone, so that never more than one of them is held. */
    private Set<Long> chosenSteps(List<String> runIds, String key, Steps steps, int most) {
        SortedSet<Long> all = new TreeSet<>();
        Set<Long> ends = new HashSet<>();
        for (String runId : runIds) {
            List<Metric> curve = curve(runId, key, steps);
            curve.forEach(point -> all.add(point.step()));
            if (!curve.isEmpty()) {
                ends.add(curve.get(0).step());
                ends.add(curve.get(curve.size() - 1).step());
            }
        }
        ends.addAll(Downsampling.evenly(List.copyOf(all), most));
        return ends;
    }

    private List<Metric> curve(String runId, String key, Steps steps) {
        return store.read(rows -> rows.curve(runId, key, steps.first, steps.last));
    }

    private static int between(int most, int bound) {
        if (most < 1 || most > bound) {
            throw TrackingException.invalid("max_results must be between 1 and " + bound + ", is " + most);
        }
        return most;
    }
}
