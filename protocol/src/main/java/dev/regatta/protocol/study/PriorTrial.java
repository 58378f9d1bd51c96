package dev.regatta.protocol.study;

import dev.regatta.protocol.StudyId;
import java.util.List;

/**
 * A completed trial of an earlier study, as a new study's sampler takes it.
 *
 * @param parameters those that the new study has too
 * @param values of the new study's objectives
 * @param constraints values of the new study's constraints
 */
public record PriorTrial(
        StudyId study, int trial, Parameters parameters, List<Double> values, List<Double> constraints) {

    public PriorTrial {
        values = List.copyOf(values);
        constraints = List.copyOf(constraints);
    }
}
