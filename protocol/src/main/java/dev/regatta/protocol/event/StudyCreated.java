package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.study.StudySpec;

/** The study exists and its search begins. */
public record StudyCreated(StudyId study, StudySpec spec) implements Event {}
