package dev.regatta.protocol.event;

/**
 * The tracking server has the trial's run; said where it was not known when the attempt started.
 *
 * @param mlflowRun id of the run, the same for all the trial's attempts
 */
public record RunOpened(FactHeader header, String mlflowRun) implements AttemptFact {}
