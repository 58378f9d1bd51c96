package dev.regatta.coordinator.study;

import dev.regatta.protocol.command.ArchiveStudy;
import dev.regatta.protocol.command.CheckBudget;
import dev.regatta.protocol.command.Command;
import dev.regatta.protocol.command.EnqueuePoint;
import dev.regatta.protocol.command.ExtendStudy;
import dev.regatta.protocol.command.PauseStudy;
import dev.regatta.protocol.command.RestoreStudy;
import dev.regatta.protocol.command.ResumeStudy;
import dev.regatta.protocol.command.StopStudy;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.PointEnqueued;
import dev.regatta.protocol.event.StudyArchived;
import dev.regatta.protocol.event.StudyBudgetReached;
import dev.regatta.protocol.event.StudyExtended;
import dev.regatta.protocol.event.StudyPaused;
import dev.regatta.protocol.event.StudyRestored;
import dev.regatta.protocol.event.StudyResumed;
import dev.regatta.protocol.event.StudyStopRequested;
import dev.regatta.protocol.event.TrialStopRequested;
import dev.regatta.protocol.event.TrialStopped;
import dev.regatta.protocol.study.Budget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Commands that pause, resume, extend, end and archive a study. Pure. */
final class Lifecycle {

    private Lifecycle() {}

    static boolean takes(Command command) {
        return command instanceof PauseStudy
                || command instanceof ResumeStudy
                || command instanceof ExtendStudy
                || command instanceof EnqueuePoint
                || command instanceof ArchiveStudy
                || command instanceof RestoreStudy
                || command instanceof CheckBudget;
    }

    /** The answer to one of the commands that it {@link #takes}. */
    static Decision decide(StudyState study, Command command, Instant now) {
        if (command instanceof PauseStudy pause) {
            return pause(study, pause);
        } else if (command instanceof ResumeStudy resume) {
            return resume(study, resume);
        } else if (command instanceof ExtendStudy extend) {
            return extend(study, extend);
        } else if (command instanceof EnqueuePoint enqueue) {
            return enqueue(study, enqueue);
        } else if (command instanceof ArchiveStudy archive) {
            return archive(study, archive);
        } else if (command instanceof RestoreStudy restore) {
            return study.archived() ? done(restore.request(), new StudyRestored(study.id())) : done(restore.request());
        }
        return Decision.of(budgetReached(study, now));
    }

    /** The id of the request that the command carries. */
    static String request(Command command) {
        if (command instanceof PauseStudy pause) {
            return pause.request();
        } else if (command instanceof ResumeStudy resume) {
            return resume.request();
        } else if (command instanceof ExtendStudy extend) {
            return extend.request();
        } else if (command instanceof ArchiveStudy archive) {
            return archive.request();
        } else if (command instanceof RestoreStudy restore) {
            return restore.request();
        }
        if (command instanceof StopStudy stop) {
            return stop.request();
        }
        return command instanceof EnqueuePoint enqueue ? enqueue.request() : "";
    }

    private static Decision pause(StudyState study, PauseStudy pause) {
        return switch (study.status()) {
            case RUNNING -> done(pause.request(), new StudyPaused(study.id(), pause.reason()));
            case PAUSED -> done(pause.request());
            default -> conflict(study, pause.request(), "RUNNING");
        };
    }

    private static Decision resume(StudyState study, ResumeStudy resume) {
        return switch (study.status()) {
            case PAUSED -> done(resume.request(), new StudyResumed(study.id()));
            case RUNNING -> done(resume.request());
            default -> conflict(study, resume.request(), "PAUSED");
        };
    }

    private static Decision archive(StudyState study, ArchiveStudy archive) {
        if (study.endedAt().isEmpty()) {
            return conflict(study, archive.request(), "COMPLETED or STOPPED");
        }
        return study.archived() ? done(archive.request()) : done(archive.request(), new StudyArchived(study.id()));
    }

    private static Decision extend(StudyState study, ExtendStudy extend) {
        if (study.status() == StudyStatus.STOPPING || study.status() == StudyStatus.STOPPED) {
            return conflict(study, extend.request(), "RUNNING, PAUSED or COMPLETED");
        }
        int trials = extend.trials().orElse(study.progress().trials());
        if (trials < study.trials().size()) {
            return Decision.NOTHING.replying(new Decision.Reply.Conflict(
                    extend.request(),
                    "trials is " + trials + ", must be ≥ those there are already, which is "
                            + study.trials().size()));
        }
        Budget known = study.progress().budget();
        Budget given = extend.budget();
        Budget budget = new Budget(
                given.wallHours().or(known::wallHours),
                given.deviceHours().or(known::deviceHours),
                given.target().or(known::target),
                given.noImprovement().or(known::noImprovement),
                given.cost().or(known::cost),
                given.pricePerDeviceHour().or(known::pricePerDeviceHour));
        if (budget.cost().isPresent() && budget.pricePerDeviceHour().isEmpty()) {
            return Decision.NOTHING.replying(new Decision.Reply.Conflict(
                    extend.request(),
                    "cost is " + budget.cost().get()
                            + ", which needs the study's budget to have price_per_device_hour"));
        }
        return done(extend.request(), new StudyExtended(study.id(), trials, budget));
    }

    private static Decision enqueue(StudyState study, EnqueuePoint enqueue) {
        if (study.status() != StudyStatus.RUNNING && study.status() != StudyStatus.PAUSED) {
            return conflict(study, enqueue.request(), "RUNNING or PAUSED");
        }
        int planned = study.trials().size() + study.progress().queue().size();
        if (planned >= study.progress().trials()) {
            return Decision.NOTHING.replying(new Decision.Reply.Conflict(
                    enqueue.request(),
                    "the study has " + planned + " trials with those that wait, must have < trials, which is "
                            + study.progress().trials() + "; extend it first"));
        }
        return done(enqueue.request(), new PointEnqueued(study.id(), enqueue.parameters()));
    }

    /** The study's end by a user's request. */
    static List<Event> stopped(StudyState study, String reason) {
        List<Event> events = new ArrayList<>();
        events.add(new StudyStopRequested(study.id(), reason));
        events.addAll(trialsStopped(study, reason));
        return events;
    }

    /** The study's end by its budget, if a bound is reached: as if it were stopped, but completed. */
    static List<Event> budgetReached(StudyState study, Instant now) {
        return Budgets.reached(study, now)
                .map(reason -> {
                    List<Event> events = new ArrayList<>();
                    events.add(new StudyBudgetReached(study.id(), reason));
                    events.addAll(trialsStopped(study, reason));
                    return events;
                })
                .orElse(List.of());
    }

    /** Ends every trial: at once where none works on it, else by asking its worker. */
    static List<Event> trialsStopped(StudyState study, String reason) {
        List<Event> events = new ArrayList<>();
        for (Trial trial : study.trials()) {
            switch (trial.state()) {
                case QUEUED, PAUSED -> events.add(new TrialStopped(trial.id(), reason));
                case RUNNING -> events.add(new TrialStopRequested(trial.id(), reason));
                case STOPPING -> {
                    if (trial.ending()
                            .filter(ending -> ending != TrialEnding.STOP)
                            .isPresent()) {
                        events.add(new TrialStopRequested(trial.id(), reason));
                    }
                }
                default -> {
                    // has ended
                }
            }
        }
        return events;
    }

    private static Decision done(String request, Event... events) {
        return Decision.of(List.of(events)).replying(new Decision.Reply.Done(request));
    }

    private static Decision conflict(StudyState study, String request, String must) {
        return Decision.NOTHING.replying(new Decision.Reply.Conflict(
                request, "study " + study.id() + " is " + study.status() + ", must be " + must));
    }
}
