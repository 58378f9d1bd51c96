package dev.regatta.protocol.command;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.regatta.protocol.StudyId;

/** Asks a study to do something; the study decides, and answers with events. Travels in {@code regatta.inbox}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface Command
        permits CreateStudy,
                StopStudy,
                ClaimAttempt,
                ExpireLease,
                PauseStudy,
                ResumeStudy,
                ExtendStudy,
                EnqueuePoint,
                CheckBudget,
                AskTrial,
                ReportTrial,
                TellTrial,
                ArchiveStudy,
                RestoreStudy,
                KeyedCommand {

    StudyId study();
}
