package dev.regatta.protocol.event;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.study.Parameters;
import java.util.Optional;

/**
 * A new trial.
 *
 * @param parameters every parameter of the trial: fixed, enqueued and sampled
 * @param seed seed of every random choice in the trial
 * @param sampler the sampler and its version, {@code name:version}
 * @param origin from what it can be derived again; empty in journals older than this field
 */
public record TrialSuggested(
        TrialId trial, Parameters parameters, long seed, TrialSource source, String sampler, Optional<Origin> origin)
        implements Event {

    /**
     * What a suggestion rests on.
     *
     * @param seen the study's events that were known, counted from its first
     * @param derivation how the sampler's random generator was seeded
     */
    public record Origin(long seen, String derivation) {}

    public TrialSuggested(TrialId trial, Parameters parameters, long seed, TrialSource source, String sampler) {
        this(trial, parameters, seed, source, sampler, Optional.empty());
    }

    @Override
    public StudyId study() {
        return trial.study();
    }
}
