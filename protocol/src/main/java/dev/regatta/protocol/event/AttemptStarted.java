package dev.regatta.protocol.event;

import java.util.Optional;

/**
 * The worker begins.
 *
 * @param resumedFromStep the step it goes on from; empty: from the start
 * @param mlflowRun id of the trial's MLflow run, the same for all its attempts
 */
public record AttemptStarted(FactHeader header, Optional<Long> resumedFromStep, String mlflowRun)
        implements AttemptFact {}
