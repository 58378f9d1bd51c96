package dev.regatta.protocol.command;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.study.Budget;
import java.util.Optional;

/**
 * Changes what ends a study; one that has completed goes on if there is room.
 *
 * @param request id of the user's request, by which its answer is found
 * @param trials number of trials in all; empty: as before
 * @param budget the other bounds; those left out stay as they are
 */
public record ExtendStudy(String request, StudyId study, Optional<Integer> trials, Budget budget) implements Command {}
