package dev.regatta.protocol.command;

import dev.regatta.protocol.StudyId;

/**
 * Lets a paused study go on.
 *
 * @param request id of the user's request, by which its answer is found
 */
public record ResumeStudy(String request, StudyId study) implements Command {}
