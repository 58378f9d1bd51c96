package dev.regatta.protocol.event;

import java.util.Optional;

/**
 * The worker begins.
 *
 * @param resumedFromStep the step it goes on from; empty: from the start
 * @param mlflowRun id of the trial's MLflow run; empty: the tracking server has not answered yet, see {@link RunOpened}
 */
public record AttemptStarted(FactHeader header, Optional<Long> resumedFromStep, Optional<String> mlflowRun)
        implements AttemptFact {}
