package dev.regatta.protocol.command;

import dev.regatta.protocol.StudyId;

/**
 * Brings an archived study back into sight.
 *
 * @param request id of the user's request, by which its answer is found
 */
public record RestoreStudy(String request, StudyId study) implements Command {}
