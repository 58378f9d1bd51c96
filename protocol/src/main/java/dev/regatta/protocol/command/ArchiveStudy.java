package dev.regatta.protocol.command;

import dev.regatta.protocol.StudyId;

/**
 * Takes a study that has ended out of sight; nothing of it is deleted.
 *
 * @param request id of the user's request, by which its answer is found
 */
public record ArchiveStudy(String request, StudyId study) implements Command {}
