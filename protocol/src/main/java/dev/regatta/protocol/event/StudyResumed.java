package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;

/** The paused study goes on. */
public record StudyResumed(StudyId study) implements Event {}
