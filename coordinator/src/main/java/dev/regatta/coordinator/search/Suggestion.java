package dev.regatta.coordinator.search;

import dev.regatta.protocol.study.Parameters;
import java.util.Optional;

/**
 * What a sampler suggests for a new trial.
 *
 * @param parameters a value for every active parameter of the space, the given ones not among them
 * @param startFrom the number of the trial whose newest checkpoint the new trial begins with, rather than from scratch:
 *     the exploit step of population-based training
 */
public record Suggestion(Parameters parameters, Optional<Integer> startFrom) {

    public static Suggestion of(Parameters parameters) {
        return new Suggestion(parameters, Optional.empty());
    }
}
