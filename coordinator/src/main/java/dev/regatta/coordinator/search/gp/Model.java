package dev.regatta.coordinator.search.gp;

import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.ObservedTrial;
import dev.regatta.protocol.study.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A process fitted to a history, under the warp of its losses that makes them most probable.
 *
 * @param best the least value
 * @param incumbents the trials with the least values, the best first
 */
record Model(GaussianProcess process, double best, List<Parameters> incumbents) {

    /** The least makes of losses almost their logarithms, the largest leaves them as they are. */
    private static final double[] FLOORS = {0.02, 0.3, 5};

    /** Evaluations of the posterior for each warp, and then for the one that is chosen. */
    private static final int SKETCH = 15;

    private static final int MORE = 30;
    private static final int MOST_RUNNING = 32;
    private static final int INCUMBENTS = 5;

    private record Choice(Warp warp, Hyper.Fit fit) {
        double evidence() {
            return fit.logPosterior() + warp.logJacobian();
        }
    }

    static Model of(Encoding encoding, History history) {
        Evidence evidence = Evidence.of(history);
        double[][] points = evidence.trials().stream()
                .map(trial -> encoding.point(trial.parameters()))
                .toArray(double[][]::new);
        Choice choice = Arrays.stream(FLOORS)
                .mapToObj(floor -> Warp.of(evidence.ranks(), floor))
                .map(warp -> new Choice(warp, Hyper.usual(encoding.size()).fit(points, warp.values(), SKETCH)))
                .reduce((a, b) -> b.evidence() > a.evidence() ? b : a)
                .orElseThrow();
        double[] values = choice.warp().values();
        Hyper hyper = choice.fit().hyper().fit(points, values, MORE).hyper();
        GaussianProcess process = new GaussianProcess(points, values, hyper);
        double best = Arrays.stream(values).min().orElse(0);
        List<Parameters> incumbents = IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .limit(INCUMBENTS)
                .map(i -> evidence.trials().get(i).parameters())
                .toList();
        return new Model(withRunning(process, points, values, hyper, encoding, history), best, incumbents);
    }

    /** Running trials count with the values that the process expects of them, so that workers spread out. */
    private static GaussianProcess withRunning(
            GaussianProcess process,
            double[][] points,
            double[] values,
            Hyper hyper,
            Encoding encoding,
            History history) {
        List<double[]> allPoints = new ArrayList<>(List.of(points));
        double[] allValues = Arrays.copyOf(values, points.length + MOST_RUNNING);
        for (ObservedTrial running : history.running()) {
            if (!running.isJudged() && allPoints.size() < allValues.length) {
                double[] point = encoding.point(running.parameters());
                allValues[allPoints.size()] = process.at(point).mean();
                allPoints.add(point);
            }
        }
        return allPoints.size() == points.length
                ? process
                : new GaussianProcess(
                        allPoints.toArray(double[][]::new), Arrays.copyOf(allValues, allPoints.size()), hyper);
    }
}
