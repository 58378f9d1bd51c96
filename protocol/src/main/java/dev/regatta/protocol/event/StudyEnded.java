package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;

/** Every trial has ended and no further one will be suggested. */
public record StudyEnded(StudyId study, StudyOutcome outcome) implements Event {}
