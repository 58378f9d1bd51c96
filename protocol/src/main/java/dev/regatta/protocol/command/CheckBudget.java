package dev.regatta.protocol.command;

import dev.regatta.protocol.StudyId;

/** Time has passed: the study looks whether a bound of its budget is reached. Sent by the coordinator's timer. */
public record CheckBudget(StudyId study) implements Command {}
