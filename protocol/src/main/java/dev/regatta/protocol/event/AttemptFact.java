package dev.regatta.protocol.event;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.WorkerId;

/**
 * An event that a worker offers: what its attempt did. It travels in {@code regatta.inbox}; if the lease is the current
 * one and the sequence is new, it enters the journal as it is, else it is refused or recognized as a repeat.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface AttemptFact extends Event
        permits AttemptStarted,
                RunOpened,
                EpochReported,
                CheckpointSaved,
                AttemptYielded,
                AttemptFailed,
                AttemptCompleted {

    FactHeader header();

    default AttemptId attempt() {
        return header().attempt();
    }

    default WorkerId worker() {
        return header().worker();
    }

    @Override
    default StudyId study() {
        return header().attempt().study();
    }
}
