package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.study.Parameters;

/**
 * A user asked for a trial of these parameters; it comes before sampled ones.
 *
 * @param parameters what they leave open is sampled
 */
public record PointEnqueued(StudyId study, Parameters parameters) implements Event {}
