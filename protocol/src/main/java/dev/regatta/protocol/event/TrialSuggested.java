package dev.regatta.protocol.event;

import dev.regatta.protocol.CheckpointRef;
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
 * @param copied the trial it goes on from with other parameters, rather than from scratch
 */
public record TrialSuggested(
        TrialId trial,
        Parameters parameters,
        long seed,
        TrialSource source,
        String sampler,
        Optional<Origin> origin,
        Optional<Copy> copied)
        implements Event {

    /**
     * What a suggestion rests on.
     *
     * @param seen the study's events that were known, counted from its first
     * @param derivation how the sampler's random generator was seeded
     */
    public record Origin(long seen, String derivation) {}

    /**
     * Where a trial begins that goes on from another: the exploit step of population-based training.
     *
     * @param from number of the other trial
     * @param checkpoint the other's newest; empty where the program keeps its own
     */
    public record Copy(int from, Optional<CheckpointRef> checkpoint) {}

    public TrialSuggested(TrialId trial, Parameters parameters, long seed, TrialSource source, String sampler) {
        this(trial, parameters, seed, source, sampler, Optional.empty(), Optional.empty());
    }

    @Override
    public StudyId study() {
        return trial.study();
    }
}
