package dev.regatta.protocol.event;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.regatta.protocol.StudyId;

/** An entry of a study's journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface Event
        permits StudyCreated,
                StudyStopRequested,
                StudyEnded,
                StudyPaused,
                StudyResumed,
                StudyExtended,
                StudyBudgetReached,
                StudyArchived,
                StudyRestored,
                PointEnqueued,
                RequestCompleted,
                TrialJudged,
                TrialPruned,
                TrialPaused,
                TrialResumed,
                TrialSuggested,
                TrialCompleted,
                TrialFailed,
                TrialStopRequested,
                TrialStopped,
                AttemptQueued,
                LeaseGranted,
                LeaseExpired,
                AttemptFact {

    StudyId study();
}
