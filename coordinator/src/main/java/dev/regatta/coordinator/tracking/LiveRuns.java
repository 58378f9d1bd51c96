package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.model.Batch;
import dev.regatta.coordinator.tracking.model.Experiment;
import dev.regatta.coordinator.tracking.model.LifecycleStage;
import dev.regatta.coordinator.tracking.model.Run;
import dev.regatta.coordinator.tracking.model.RunInfo;
import dev.regatta.coordinator.tracking.model.RunStatus;
import dev.regatta.coordinator.tracking.model.Tag;
import dev.regatta.coordinator.tracking.model.TrackingException;
import dev.regatta.coordinator.tracking.search.Page;
import dev.regatta.coordinator.tracking.search.SearchRequest;
import dev.regatta.coordinator.tracking.search.ViewType;
import dev.regatta.protocol.TrialId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Runs that say that they are alive. A RUNNING run whose client sent heartbeats and then none for the time it promised
 * ends as FAILED. Heartbeats are soft state, the promise is a tag: after a restart every such run counts from the start.
 * Where several servers share a store, one that hears a run says so by another tag, so that no other ends it.
 * Blocks; thread-safe.
 */
public final class LiveRuns {

    /** Tag of a run whose client sends heartbeats: how many seconds may pass between two. */
    public static final String TIMEOUT_TAG = "regatta.heartbeat_timeout_seconds";

    /** Tag that changes while the client of a run sends heartbeats, for the other servers of the same store. */
    public static final String MARK_TAG = "regatta.heartbeat_at";

    private static final Duration SHORTEST = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int PAGE = 1000;

    private final RunService runs;
    private final ExperimentService experiments;
    private final InstantSource clock;
    private final boolean shared;
    private final RunHeartbeats heartbeats = new RunHeartbeats();

    public LiveRuns(RunService runs, ExperimentService experiments, InstantSource clock) {
        this(runs, experiments, clock, false);
    }

    /** @param shared whether other servers may hear of the same runs */
    public LiveRuns(RunService runs, ExperimentService experiments, InstantSource clock, boolean shared) {
        this.shared = shared;
        this.runs = runs;
        this.experiments = experiments;
        this.clock = clock;
    }

    /**
     * The run's client is alive, and will say so again within {@code timeout}.
     *
     * @throws TrackingException if the timeout is out of bounds, or the run is not RUNNING
     */
    public void heartbeat(String runId, Duration timeout) {
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw TrackingException.invalid("timeout_seconds is " + timeout.toSeconds() + ", must be "
                    + SHORTEST.toSeconds() + " to " + LONGEST.toSeconds());
        }
        RunInfo run = runs.info(runId);
        if (run.status() != RunStatus.RUNNING || run.stage() != LifecycleStage.ACTIVE) {
            heartbeats.forget(runId);
            throw TrackingException.invalid("run " + runId + " is "
                    + (run.stage() == LifecycleStage.ACTIVE ? run.status() : run.stage()) + ", must be RUNNING");
        }
        List<Tag> tags = new ArrayList<>();
        if (heartbeats.beat(runId, timeout, clock.instant())) {
            tags.add(new Tag(TIMEOUT_TAG, Long.toString(timeout.toSeconds())));
        }
        if (shared) {
            heartbeats.newMark(runId, clock.instant()).ifPresent(mark -> tags.add(new Tag(MARK_TAG, mark)));
        }
        if (!tags.isEmpty()) {
            runs.log(runId, new Batch(List.of(), List.of(), tags));
        }
    }

    /** Ends the runs that have been silent for too long; to be called again and again. */
    public void endSilent() {
        for (RunHeartbeats.Silent silent : heartbeats.takeSilent(clock.instant())) {
            String mark = shared ? lastMark(silent) : silent.mark();
            if (mark.equals(silent.mark())) {
                runs.endIfRunning(
                        silent.run(),
                        RunStatus.FAILED,
                        "no heartbeat for " + silent.timeout().toSeconds() + " s");
            } else {
                heartbeats.marked(silent.run(), silent.timeout(), mark, clock.instant());
            }
        }
    }

    private String lastMark(RunHeartbeats.Silent silent) {
        try {
            return mark(runs.get(silent.run()));
        } catch (TrackingException e) {
            return silent.mark(); // it is gone, and there is nothing to end
        }
    }

    private static String mark(Run run) {
        return run.tags().getOrDefault(MARK_TAG, "");
    }

    /** Ends the run of a trial that has ended while its worker was gone. */
    public void endTrial(TrialId trial, boolean failed, String reason) {
        runs.ofTrial(trial.toString())
                .ifPresent(run -> runs.endIfRunning(run.runId(), failed ? RunStatus.FAILED : RunStatus.KILLED, reason));
    }

    /** Counts every running run that sends heartbeats from now. */
    public void restart() {
        List<Long> all = pages(request("", ""), experiments::search).stream()
                .map(Experiment::id)
                .toList();
        String filter = "attributes.status = 'RUNNING' AND tags.`" + TIMEOUT_TAG + "` != ''";
        for (Run run : pages(request(filter, ""), page -> runs.search(all, page))) {
            long seconds = Long.parseLong(run.tags().getOrDefault(TIMEOUT_TAG, "60"));
            heartbeats.marked(run.info().runId(), Duration.ofSeconds(seconds), mark(run), clock.instant());
        }
    }

    private static <T> List<T> pages(SearchRequest first, Function<SearchRequest, Page<T>> search) {
        List<T> all = new ArrayList<>();
        Page<T> page = search.apply(first);
        all.addAll(page.results());
        while (page.nextPageToken().isPresent()) {
            page = search.apply(request(first.filter(), page.nextPageToken().get()));
            all.addAll(page.results());
        }
        return all;
    }

    private static SearchRequest request(String filter, String token) {
        return new SearchRequest(filter, List.of(), ViewType.ACTIVE_ONLY, PAGE, token);
    }
}
