package dev.regatta.coordinator.http;

import dev.regatta.coordinator.runtime.FleetRegistry;
import dev.regatta.protocol.api.TrialView;
import dev.regatta.protocol.api.WorkerView;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import dev.regatta.protocol.fleet.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the API shows of a worker. Pure. */
final class WorkerViews {

    private WorkerViews() {}

    static WorkerView worker(FleetRegistry.Worker worker, Instant now, Duration silence) {
        WorkerHeartbeat heartbeat = worker.heartbeat();
        boolean alive = heartbeat.state() != WorkerState.STOPPED
                && worker.lastSeenAt().plus(silence).isAfter(now);
        return new WorkerView(
                heartbeat.worker().value(),
                heartbeat.state(),
                alive,
                heartbeat.host(),
                heartbeat.pid(),
                heartbeat.device(),
                heartbeat.threads(),
                heartbeat.version(),
                heartbeat.offers().pool(),
                heartbeat.offers().labels(),
                heartbeat.offers().memoryBytes(),
                worker.utilization(),
                worker.firstSeenAt(),
                worker.lastSeenAt(),
                alive ? heartbeat.running().map(running -> running.attempt().toString()) : Optional.empty(),
                alive ? progress(worker) : Optional.empty());
    }

    static Optional<TrialView.ProgressView> progress(FleetRegistry.Worker worker) {
        return worker.heartbeat()
                .running()
                .map(running -> new TrialView.ProgressView(
                        running.phase(),
                        running.epoch(),
                        running.epochs(),
                        running.step(),
                        running.steps(),
                        Optional.of(running.loss()).filter(loss -> !Double.isNaN(loss)),
                        worker.remainingSeconds()));
    }
}
