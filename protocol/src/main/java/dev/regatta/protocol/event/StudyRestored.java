package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;

/** A user brought the archived study back into sight. */
public record StudyRestored(StudyId study) implements Event {}
