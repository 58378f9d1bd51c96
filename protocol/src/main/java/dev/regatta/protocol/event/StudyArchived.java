package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;

/** A user took the study out of sight; an extension, or {@link StudyRestored}, brings it back. */
public record StudyArchived(StudyId study) implements Event {}
