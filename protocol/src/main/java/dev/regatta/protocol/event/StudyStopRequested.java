package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;

/** A user asked for the study's end; no trial is suggested from here on. */
public record StudyStopRequested(StudyId study, String reason) implements Event {}
