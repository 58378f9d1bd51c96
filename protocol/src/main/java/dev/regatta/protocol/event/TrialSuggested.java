package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.study.Parameters;

/**
 * A new trial.
 *
 * @param parameters every parameter of the trial: fixed, enqueued and sampled
 * @param seed seed of every random choice in the trial
 * @param sampler the sampler and its version, {@code name:version}
 */
public record TrialSuggested(TrialId trial, Parameters parameters, long seed, TrialSource source, String sampler)
        implements Event {
    @Override
    public StudyId study() {
        return trial.study();
    }
}
