package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;

/**
 * A bound of the study's budget is reached: no trial is suggested from here on, running ones are asked to end.
 *
 * @param reason which bound, and by which figure
 */
public record StudyBudgetReached(StudyId study, String reason) implements Event {}
