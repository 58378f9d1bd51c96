package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.study.Budget;

/**
 * A user changed what ends the study; one that had completed goes on.
 *
 * @param trials number of trials from here on
 * @param budget the other bounds from here on
 */
public record StudyExtended(StudyId study, int trials, Budget budget) implements Event {}
