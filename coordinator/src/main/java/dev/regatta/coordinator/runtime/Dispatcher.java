package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.placement.Claimant;
import dev.regatta.coordinator.placement.FairShare;
import dev.regatta.coordinator.placement.Pool;
import dev.regatta.coordinator.study.AttemptState;
import dev.regatta.coordinator.study.StudyDecider;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.coordinator.study.TrialState;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptFailed;
import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.LeaseExpired;
import dev.regatta.protocol.event.LeaseGranted;
import dev.regatta.protocol.event.TrialStopped;
import dev.regatta.protocol.fleet.PoolName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands waiting attempts to the pools, no more than their workers can take now, so that what comes later with a higher
 * priority does not stand behind them. What it handed out is soft state: any attempt that waits is granted to whoever claims it,
 * so replay needs none of it, and after a restart all that waits is handed out again. Used by the runtime's thread only.
 */
public final class Dispatcher implements JournalListener {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** Beyond the workers that are free, once what was handed to them is late: a record may lie with a worker that is frozen. */
    static final int BEYOND = 2;

    /** A free worker claims what was handed out before this time, unless something is wrong. */
    static final Duration LATE = Duration.ofSeconds(1);

    /** What was handed out and not claimed is handed out again after this time: its record may be lost. */
    static final Duration AGAIN = Duration.ofSeconds(60);

    private final Map<StudyId, StudyState> studies;
    private final FleetRegistry fleet;
    private final MessagePublisher publisher;
    private final FairShare fairShare;
    private final Duration silence;
    private final Map<StudyId, LinkedHashMap<AttemptId, Long>> waiting = new LinkedHashMap<>();
    private final InFlight inFlight = new InFlight();
    /** What the broker did not take. From any thread. */
    private final Queue<AttemptId> unsent = new ConcurrentLinkedQueue<>();

    private long arrivals;

    /**
     * A dispatcher of the studies' attempts.
     *
     * @param studies the committed states, a live view
     * @param silence time without a heartbeat after which a worker no longer counts as alive
     */
    public Dispatcher(
            Map<StudyId, StudyState> studies,
            FleetRegistry fleet,
            MessagePublisher publisher,
            FairShare fairShare,
            Duration silence) {
        this.studies = studies;
        this.fleet = fleet;
        this.publisher = publisher;
        this.fairShare = fairShare;
        this.silence = silence;
    }

    /** Takes over what the restored studies hold. */
    public void restart() {
        waiting.clear();
        inFlight.clear();
        for (StudyState study : studies.values()) {
            for (Trial trial : study.trials()) {
                trial.current().ifPresent(attempt -> {
                    AttemptId id = new AttemptId(trial.id(), attempt.number());
                    if (trial.state() == TrialState.QUEUED) {
                        queued(id);
                    } else if (attempt.state() == AttemptState.RUNNING) {
                        inFlight.start(id, attempt.worker().orElseThrow());
                    }
                });
            }
        }
    }

    @Override
    public void committed(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            var event = entry.event();
            if (event instanceof AttemptQueued queued) {
                queued(queued.attempt());
            } else if (event instanceof LeaseGranted granted) {
                forget(granted.attempt());
                inFlight.start(granted.attempt(), granted.worker());
            } else if (event instanceof TrialStopped stopped) {
                dropAll(stopped.trial());
            } else if (event instanceof LeaseExpired expired) {
                inFlight.end(expired.attempt());
            } else if (event instanceof AttemptYielded yielded) {
                inFlight.end(yielded.attempt());
            } else if (event instanceof AttemptFailed failed) {
                inFlight.end(failed.attempt());
            } else if (event instanceof AttemptCompleted completed) {
                inFlight.end(completed.attempt());
            }
        }
    }

    private void queued(AttemptId attempt) {
        boolean forWorkers = Optional.ofNullable(studies.get(attempt.study()))
                .map(study -> study.spec().workload().forWorkers())
                .orElse(false);
        if (forWorkers) {
            waiting.computeIfAbsent(attempt.study(), id -> new LinkedHashMap<>())
                    .put(attempt, arrivals++);
        }
    }

    private void dropAll(dev.regatta.protocol.TrialId trial) {
        List<AttemptId> dropped = new ArrayList<>(inFlight.handedOut());
        waiting.getOrDefault(trial.study(), new LinkedHashMap<>()).keySet().forEach(dropped::add);
        dropped.stream().filter(attempt -> attempt.trial().equals(trial)).forEach(this::forget);
    }

    private void forget(AttemptId attempt) {
        inFlight.takeBack(attempt);
        waiting.computeIfPresent(attempt.study(), (id, attempts) -> {
            attempts.remove(attempt);
            return attempts.isEmpty() ? null : attempts;
        });
    }

    /** Hands out what the pools have room for now. */
    public void dispatch(Instant now) {
        takeBackUnsent();
        if (waiting.isEmpty() && inFlight.isNothingHandedOut()) {
            return;
        }
        Map<String, Pools.Members> pools = Pools.of(fleet.known(), inFlight.busy(), now, silence);
        waitAgain(inFlight.lost(pools.keySet(), now, AGAIN));
        if (waiting.isEmpty()) {
            return;
        }
        List<FairShare.Turn> turns = fairShare.turns(claimants(), rooms(pools, now), others());
        List<Outgoing> work = new ArrayList<>();
        Map<AttemptId, String> handed = new LinkedHashMap<>();
        Map<StudyId, Iterator<AttemptId>> next = new HashMap<>();
        for (FairShare.Turn turn : turns) {
            AttemptId attempt = next.computeIfAbsent(
                            turn.study(),
                            id -> Objects.requireNonNull(waiting.get(id))
                                    .keySet()
                                    .iterator())
                    .next();
            handed.put(attempt, turn.pool());
            String run = Json.text(StudyDecider.work(study(turn.study()), attempt));
            work.add(new Outgoing(PoolName.topic(turn.pool()), attempt.toString(), run));
        }
        if (!work.isEmpty()) {
            handed.keySet().forEach(this::forget);
            handed.forEach((attempt, pool) -> inFlight.handOut(attempt, pool, now));
            var unused = publisher.send(work).whenComplete((sent, failure) -> {
                if (failure != null) {
                    LOG.warn(
                            "{} attempts could not be handed out and wait again: {}",
                            handed.size(),
                            failure.toString());
                    unsent.addAll(handed.keySet());
                }
            });
        }
    }

    /** What the broker did not take; but for what was claimed nevertheless. */
    private void takeBackUnsent() {
        List<AttemptId> back = new ArrayList<>();
        for (AttemptId attempt = unsent.poll(); attempt != null; attempt = unsent.poll()) {
            back.add(attempt);
        }
        waitAgain(back);
    }

    /** What was handed out in vain waits again, before what came later. */
    private void waitAgain(List<AttemptId> attempts) {
        Map<StudyId, LinkedHashMap<AttemptId, Long>> later = new HashMap<>();
        for (AttemptId attempt : attempts) {
            if (inFlight.takeBack(attempt)) {
                later.computeIfAbsent(
                        attempt.study(),
                        study -> Optional.ofNullable(waiting.remove(study)).orElseGet(LinkedHashMap::new));
                queued(attempt);
            }
        }
        later.forEach((study, others) ->
                waiting.computeIfAbsent(study, id -> new LinkedHashMap<>()).putAll(others));
    }

    private List<Claimant> claimants() {
        Map<StudyId, Integer> served = inFlight.byStudy();
        return waiting.entrySet().stream()
                .map(study -> new Claimant(
                        study.getKey(),
                        study(study.getKey()).spec().placed(),
                        study.getValue().size(),
                        served.getOrDefault(study.getKey(), 0),
                        study.getValue().values().iterator().next()))
                .toList();
    }

    private StudyState study(StudyId id) {
        return Objects.requireNonNull(studies.get(id), () -> "study " + id);
    }

    /** Of owners whose studies have nothing that waits. */
    private Map<String, Integer> others() {
        Map<String, Integer> others = new HashMap<>();
        inFlight.byStudy().forEach((study, count) -> {
            if (!waiting.containsKey(study)) {
                others.merge(study(study).spec().placed().owner().orElse(""), count, Integer::sum);
            }
        });
        return others;
    }

    /** One for each worker that has nothing; what was handed out late keeps nobody idle, but for at most {@link #BEYOND}. */
    private List<Pool> rooms(Map<String, Pools.Members> pools, Instant now) {
        Map<String, InFlight.Lying> lying = inFlight.lying(now.minus(LATE));
        return pools.entrySet().stream()
                .map(pool -> {
                    InFlight.Lying there = lying.getOrDefault(pool.getKey(), InFlight.Lying.NONE);
                    int free = pool.getValue().free();
                    int room = Math.min(free - there.fresh(), free + BEYOND - there.all());
                    return new Pool(pool.getKey(), pool.getValue().labels(), room);
                })
                .toList();
    }
}
