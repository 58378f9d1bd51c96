package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.study.StudySpec;

/**
 * The study exists and its search begins.
 *
 * @param request id of the request that created it: that request, sent again, is answered alike
 */
public record StudyCreated(StudyId study, String request, StudySpec spec) implements Event {}
