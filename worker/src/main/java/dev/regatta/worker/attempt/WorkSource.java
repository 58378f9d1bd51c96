package dev.regatta.worker.attempt;

import dev.regatta.protocol.command.RunTrial;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Where work comes from. */
public interface WorkSource {

    /**
     * Waits for one piece of work.
     *
     * @param claim claims it; only then it is taken from the source. If it throws, the work is given back
     * @return what was claimed; empty if none came within the time
     */
    Optional<RunTrial> next(Duration atMost, Consumer<RunTrial> claim);
}
