package dev.regatta.protocol.command;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.event.LeaseGranted.Ask;

/**
 * A program outside the fleet asks for a trial and its lease.
 *
 * @param request id of the request, by which its answer is found
 * @param ask repeated by a client that got no answer: the same key leads to the same trial
 */
public record AskTrial(String request, StudyId study, WorkerId worker, Ask ask) implements Command {}
