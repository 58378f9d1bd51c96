package dev.regatta.protocol.command;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.study.StudySpec;

/**
 * Creates the study named in the specification and starts its search.
 *
 * @param request id of the user's request, by which its answer is found; a repeated request changes nothing
 */
public record CreateStudy(String request, StudyId study, StudySpec spec) implements Command {}
