package dev.regatta.protocol.command;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.study.Parameters;

/**
 * Asks for a trial of these parameters, before any sampled one; it counts as one of the study's trials.
 *
 * @param request id of the user's request, by which its answer is found
 * @param parameters what they leave open is sampled
 */
public record EnqueuePoint(String request, StudyId study, Parameters parameters) implements Command {}
