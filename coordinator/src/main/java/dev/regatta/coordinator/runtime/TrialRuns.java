package dev.regatta.coordinator.runtime;

import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.TrialFailed;
import dev.regatta.protocol.event.TrialStopped;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that no run stays RUNNING after its trial has ended. A worker ends its trial's run itself; one that is gone
 * cannot. Told of commits on the runtime's thread, works on another.
 */
public final class TrialRuns implements JournalListener {

    private static final Logger LOG = LoggerFactory.getLogger(TrialRuns.class);

    /** Ends the run of a trial, if there is one and it is still running. */
    public interface RunEnder {
        void end(TrialId trial, boolean failed, String reason);
    }

    private final RunEnder ender;
    private final Executor executor;

    public TrialRuns(RunEnder ender, Executor executor) {
        this.ender = ender;
        this.executor = executor;
    }

    @Override
    public void committed(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            Event event = entry.event();
            if (event instanceof TrialFailed failed) {
                end(failed.trial(), true, failed.message());
            } else if (event instanceof TrialStopped stopped) {
                end(stopped.trial(), false, stopped.reason());
            }
        }
    }

    private void end(TrialId trial, boolean failed, String reason) {
        executor.execute(() -> {
            try {
                ender.end(trial, failed, reason);
            } catch (RuntimeException e) {
                LOG.warn("the run of trial {} could not be ended", trial, e);
            }
        });
    }
}
