package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;

/** A user paused the study: trials that run go on, no further one begins. */
public record StudyPaused(StudyId study, String reason) implements Event {}
