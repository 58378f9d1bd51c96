package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.live.PointFeed;
import dev.regatta.coordinator.tracking.model.TrackingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks in a database that several servers share for what the others logged to runs that are watched here: a client logs to
 * one of them, its readers may have come to another.
 */
public final class SharedRuns {

    private static final Logger LOG = LoggerFactory.getLogger(SharedRuns.class);

    private final RunService runs;
    private final PointFeed feed;

    public SharedRuns(RunService runs, PointFeed feed) {
        this.runs = runs;
        this.feed = feed;
    }

    /** Reads the latest points of each run that is watched; a run that cannot be read is tried again the next time. */
    public void look() {
        for (String run : feed.watched()) {
            try {
                feed.found(run, runs.get(run).latest());
            } catch (TrackingException e) {
                LOG.debug("run {} is watched and not there: {}", run, e.toString());
            } catch (RuntimeException e) {
                LOG.warn("what other servers logged to run {} is not known: {}", run, e.toString());
            }
        }
    }
}
