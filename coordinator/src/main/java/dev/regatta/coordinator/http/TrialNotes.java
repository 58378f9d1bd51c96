package dev.regatta.coordinator.http;

import dev.regatta.coordinator.runtime.FleetRegistry;
import dev.regatta.coordinator.runtime.FleetRegistry.Worker;
import dev.regatta.coordinator.runtime.Pools;
import dev.regatta.coordinator.study.Attempt;
import dev.regatta.coordinator.study.AttemptState;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.coordinator.study.TrialState;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.study.Placement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why a trial does not go on, or slowly, for people. Reads the workers' last heartbeats. */
final class TrialNotes {
    /** Without a further step for this long, and for so many times its usual step, an attempt is stuck. */
    private static final Duration STUCK = Duration.ofMinutes(1);

    private static final double STUCK_STEPS = 20;
    /** An attempt that takes so many times the median step of the others is slow. */
    private static final double SLOW = 3;

    private static final int ENOUGH_TO_COMPARE = 3;

    private final Map<StudyId, StudyState> studies;
    private final FleetRegistry fleet;
    private final Map<String, Integer> quotas;
    private final Clock clock;
    private final Duration silence;

    /**
     * Notes on the trials of these studies.
     *
     * @param quotas the attempts that an owner's studies may have at a time
     * @param silence time without a heartbeat after which a worker no longer counts as alive
     */
    TrialNotes(
            Map<StudyId, StudyState> studies,
            FleetRegistry fleet,
            Map<String, Integer> quotas,
            Clock clock,
            Duration silence) {
        this.studies = studies;
        this.fleet = fleet;
        this.quotas = quotas;
        this.clock = clock;
        this.silence = silence;
    }

    /** The trial's own message, or else what its attempt waits for. */
    Optional<String> message(Trial trial) {
        if (trial.state() == TrialState.QUEUED) {
            return Optional.of(waiting(trial));
        } else if (trial.state() == TrialState.RUNNING) {
            return trial.current()
                    .filter(attempt -> attempt.state() == AttemptState.RUNNING)
                    .flatMap(attempt -> running(trial, attempt))
                    .or(trial::message);
        }
        return trial.message();
    }

    private String waiting(Trial trial) {
        Instant now = clock.instant();
        Placement asked = Optional.ofNullable(studies.get(trial.id().study()))
                .map(study -> study.spec().placed())
                .orElse(Placement.ANY);
        Map<String, Pools.Members> pools = Pools.of(fleet.known(), Set.of(), now, silence);
        List<Worker> fitting = fleet.known().stream()
                .filter(worker -> Pools.takesWork(worker, now, silence))
                .filter(worker -> Optional.ofNullable(pools.get(pool(worker)))
                        .filter(pool -> asked.admits(pool(worker), pool.labels()))
                        .isPresent())
                .toList();
        if (fitting.isEmpty()) {
            String kind = asked.pool().isEmpty() && asked.labels().isEmpty() ? "" : " of " + asked.asked();
            return "waiting: no worker" + kind + lastWorker(trial);
        }
        return atQuota(asked).orElseGet(() -> busy(fitting));
    }

    private static String busy(List<Worker> fitting) {
        long busy = fitting.stream()
                .filter(worker -> worker.heartbeat().running().isPresent())
                .count();
        if (busy < fitting.size()) {
            return "waiting for one of " + fitting.size() + " workers";
        }
        return busy == 1 ? "waiting: the only worker is busy" : "waiting: each of the " + busy + " workers is busy";
    }

    private Optional<String> atQuota(Placement asked) {
        return asked.owner().filter(quotas::containsKey).flatMap(owner -> {
            int has = studies.values().stream()
                    .filter(study -> study.spec().placed().owner().equals(asked.owner()))
                    .mapToInt(study -> study.count(TrialState.RUNNING) + study.count(TrialState.STOPPING))
                    .sum();
            int quota = quotas.getOrDefault(owner, 0);
            return has >= quota
                    ? Optional.of("waiting: " + owner + " has its quota of " + quota + " attempts")
                    : Optional.empty();
        });
    }

    private static String pool(Worker worker) {
        return worker.heartbeat().offers().pool();
    }

    private static String lastWorker(Trial trial) {
        return trial.attempts().stream()
                .filter(attempt -> attempt.end().isPresent())
                .reduce((first, second) -> second)
                .map(attempt -> ", the last one ended: " + attempt.end().orElseThrow())
                .orElse("");
    }

    private Optional<String> running(Trial trial, Attempt attempt) {
        Optional<Worker> worker = fleet.running(new AttemptId(trial.id(), attempt.number()));
        return worker.flatMap(this::stuck).or(() -> worker.flatMap(this::slow));
    }

    private Optional<String> stuck(Worker worker) {
        return worker.progress()
                .map(progress -> Duration.between(progress.lastStepAt(), clock.instant()))
                .filter(still -> still.compareTo(STUCK) > 0)
                .filter(still -> worker.secondsPerStep().orElse(0.0) * STUCK_STEPS < still.toSeconds())
                .map(still -> "stuck: no step for " + still.toSeconds() + " s on "
                        + worker.heartbeat().worker());
    }

    private Optional<String> slow(Worker worker) {
        double[] others = fleet.workers().stream()
                .filter(other -> isSameStudy(worker, other))
                .flatMap(other -> other.secondsPerStep().stream())
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return others.length < ENOUGH_TO_COMPARE
                ? Optional.empty()
                : worker.secondsPerStep()
                        .filter(own -> own > SLOW * others[others.length / 2])
                        .map(own -> String.format(
                                java.util.Locale.ROOT,
                                "slow: %.2f s a step on %s, the median of the study is %.2f s",
                                own,
                                worker.heartbeat().worker(),
                                others[others.length / 2]));
    }

    private static boolean isSameStudy(Worker worker, Worker other) {
        return worker.heartbeat()
                .running()
                .filter(own -> other.heartbeat()
                        .running()
                        .filter(its ->
                                its.attempt().study().equals(own.attempt().study()))
                        .isPresent())
                .isPresent();
    }
}
