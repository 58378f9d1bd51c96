package dev.regatta.protocol.command;

import dev.regatta.protocol.StudyId;

/**
 * Ends a study early: queued trials stop at once, running ones after their next step.
 *
 * @param request id of the user's request, by which its answer is found
 * @param reason shown in the journal
 */
public record StopStudy(String request, StudyId study, String reason) implements Command {}
