package dev.regatta.coordinator.http;

import dev.regatta.coordinator.ledger.Spending;
import dev.regatta.coordinator.runtime.FleetRegistry;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.TrialState;
import dev.regatta.protocol.api.WorkerView;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Studies, fleet and ledger as metrics. Pure. */
final class FleetMetrics {

    /**
     * A study.
     *
     * @param spending what it took of its devices
     * @param preemptions attempts that were lost or given back
     */
    record Study(StudyState state, Spending spending, long preemptions) {}

    private static final double HOUR = Duration.ofHours(1).toSeconds();

    private FleetMetrics() {}

    /** @param silence time without a heartbeat after which a worker no longer counts as alive */
    static MetricSnapshots of(
            List<Study> studies, Collection<FleetRegistry.Worker> workers, Instant now, Duration silence) {
        return new MetricSnapshots(
                workers(workers, now, silence),
                studies(studies),
                trials(studies),
                spending(studies),
                cost(studies),
                preemptions(studies));
    }

    private static GaugeSnapshot workers(Collection<FleetRegistry.Worker> workers, Instant now, Duration silence) {
        Map<String, Long> states = workers.stream()
                .map(worker -> WorkerViews.worker(worker, now, silence))
                .collect(Collectors.groupingBy(FleetMetrics::state, TreeMap::new, Collectors.counting()));
        GaugeSnapshot.Builder gauge = gauge("regatta_workers", "Workers by their state");
        states.forEach((state, count) -> gauge.dataPoint(point(Labels.of("state", state), count)));
        return gauge.build();
    }

    private static String state(WorkerView worker) {
        return worker.alive() ? lower(worker.state()) : "gone";
    }

    private static GaugeSnapshot studies(List<Study> studies) {
        Map<String, Long> states = studies.stream()
                .collect(Collectors.groupingBy(
                        study -> lower(study.state().status()), TreeMap::new, Collectors.counting()));
        GaugeSnapshot.Builder gauge = gauge("regatta_studies", "Studies by their state");
        states.forEach((state, count) -> gauge.dataPoint(point(Labels.of("state", state), count)));
        return gauge.build();
    }

    private static GaugeSnapshot trials(List<Study> studies) {
        GaugeSnapshot.Builder gauge = gauge("regatta_trials", "Trials of a study by their state");
        for (Study study : studies) {
            for (TrialState state : TrialState.values()) {
                gauge.dataPoint(point(
                        Labels.of("state", lower(state), "study", name(study)),
                        study.state().count(state)));
            }
        }
        return gauge.build();
    }

    private static GaugeSnapshot spending(List<Study> studies) {
        GaugeSnapshot.Builder gauge = gauge(
                        "regatta_device_seconds",
                        "Time of devices by what came of it; that of running attempts may still change from wasted to useful")
                .unit(Unit.SECONDS);
        studies.forEach(study -> bySpending(study)
                .forEach((kind, seconds) ->
                        gauge.dataPoint(point(owned(study, "spending", kind, "study", name(study)), seconds))));
        return gauge.build();
    }

    /** Of studies whose budget names a price. */
    private static GaugeSnapshot cost(List<Study> studies) {
        GaugeSnapshot.Builder gauge = gauge(
                "regatta_device_cost",
                "What the devices' time costs at the price in the study's budget, by what came of it");
        studies.forEach(study -> study.state()
                .progress()
                .budget()
                .pricePerDeviceHour()
                .ifPresent(price -> bySpending(study)
                        .forEach((kind, seconds) -> gauge.dataPoint(
                                point(owned(study, "spending", kind, "study", name(study)), price * seconds / HOUR)))));
        return gauge.build();
    }

    private static Map<String, Double> bySpending(Study study) {
        return Map.of(
                "useful", seconds(study.spending().useful()),
                "repeated", seconds(study.spending().repeated()),
                "wasted", seconds(study.spending().wasted()));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static CounterSnapshot preemptions(List<Study> studies) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder()
                .name("regatta_preemptions")
                .help("Attempts that were lost with their worker, or given back by it");
        studies.forEach(study -> counter.dataPoint(CounterDataPointSnapshot.builder()
                .labels(owned(study, "study", name(study)))
                .value((double) study.preemptions())
                .build()));
        return counter.build();
    }

    /** With the study's owner, if it has one. */
    private static Labels owned(Study study, String... labels) {
        return study.state()
                .spec()
                .placed()
                .owner()
                .map(owner -> Labels.of(labels).add("owner", owner))
                .orElseGet(() -> Labels.of(labels));
    }

    /** One value by itself. */
    static GaugeSnapshot gauge(String name, String help, double value) {
        return gauge(name, help, Labels.EMPTY, value);
    }

    /** One value by itself. */
    static GaugeSnapshot gauge(String name, String help, Labels labels, double value) {
        return gauge(name, help).dataPoint(point(labels, value)).build();
    }

    private static GaugeSnapshot.Builder gauge(String name, String help) {
        return GaugeSnapshot.builder().name(name).help(help);
    }

    private static GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
    }

    private static String name(Study study) {
        return study.state().id().value();
    }

    private static String lower(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
