package dev.regatta.protocol.command;

import dev.regatta.protocol.StudyId;

/**
 * Begins no further trial until the study is resumed; trials that run go on.
 *
 * @param request id of the user's request, by which its answer is found
 * @param reason shown in the journal
 */
public record PauseStudy(String request, StudyId study, String reason) implements Command {}
