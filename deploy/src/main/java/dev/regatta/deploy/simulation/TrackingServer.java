package dev.regatta.deploy.simulation;

import dev.regatta.protocol.TrialId;
import dev.regatta.worker.attempt.MetricPoint;
import dev.regatta.worker.attempt.RunLogger.RunStatus;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The runs as a tracking server has them: one a trial, equal points being one. */
final class TrackingServer {
    private final Map<TrialId, Set<MetricPoint>> points = new HashMap<>();
    private final Map<TrialId, RunStatus> ended = new HashMap<>();

    String open(TrialId trial) {
        points.computeIfAbsent(trial, id -> new LinkedHashSet<>());
        return "run-of-" + trial;
    }

    void log(TrialId trial, List<MetricPoint> logged) {
        points.computeIfAbsent(trial, id -> new LinkedHashSet<>()).addAll(logged);
    }

    void end(TrialId trial, RunStatus status) {
        ended.put(trial, status);
    }

    List<MetricPoint> points(TrialId trial) {
        return List.copyOf(points.getOrDefault(trial, Set.of()));
    }

    Optional<RunStatus> status(TrialId trial) {
        return Optional.ofNullable(ended.get(trial));
    }
}
