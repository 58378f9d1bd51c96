package dev.regatta.deploy.simulation;

/**
 * One thing that goes wrong.
 *
 * @param atMillis when it begins
 * @param target which worker or coordinator it strikes, counted modulo their number
 * @param millis how long it lasts, or until the process starts again
 * @param amount how much: a countdown of steps, a number of commits, a percentage
 */
public record Fault(Kind kind, long atMillis, int target, long millis, int amount) {

    /** What can go wrong. */
    public enum Kind {
        /** A worker dies without a word; another starts later. */
        KILL_WORKER,
        /** A worker stops for a while and goes on as if nothing had been. */
        FREEZE_WORKER,
        /** A worker hears SIGTERM, gives back what it is at, and another starts later. */
        PREEMPT_WORKER,
        /** Nothing passes between a worker and the rest. */
        CUT_WORKER,
        /** A trial fails by its worker's fault. */
        FAIL_TRAINING,
        /** The coordinator dies after so many further steps, in between any two of them, and restarts. */
        CRASH_COORDINATOR,
        /** The coordinator stops for a while and goes on as if nothing had been. */
        FREEZE_COORDINATOR,
        /**
         * A second coordinator starts. Of an odd amount, both believe that the partition is theirs; else it follows, and later takes
         * over, a while before the first knows of it or after.
         */
        SECOND_COORDINATOR,
        /** So many transactions fail. */
        FAIL_COMMITS,
        /** So many transactions are made, and their answers are lost. */
        LOSE_ANSWERS,
        /** The broker takes and gives nothing. */
        BROKER_AWAY,
        /** Records come more than once. */
        REPEAT_RECORDS,
        /** Records take long, each topic as long as it likes. */
        DELAY_RECORDS,
        /** Heartbeats get lost. */
        DROP_HEARTBEATS,
        /** The newest checkpoint is damaged where it is stored. */
        DAMAGE_CHECKPOINT,
        /** Checkpoints can neither be stored nor read. */
        STORE_AWAY,
        /** The tracking server does not answer. */
        TRACKING_AWAY,
        /** A user pauses the study, and resumes it later. */
        PAUSE_STUDY,
        /** A user stops the study. */
        STOP_STUDY
    }

    @Override
    public String toString() {
        return String.format(
                "%7.3f s  %s target %d, %d ms, amount %d", atMillis / 1000.0, kind, target, millis, amount);
    }
}
