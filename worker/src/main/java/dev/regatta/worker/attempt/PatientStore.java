package dev.regatta.worker.attempt;

import dev.regatta.protocol.CheckpointRef;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores a checkpoint for as long as it takes: a disk that is full, or members that are away, delay a trial and neither
 * fail it nor use up its retries.
 */
final class PatientStore {
    private static final Logger LOG = LoggerFactory.getLogger(PatientStore.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final AttemptMonitor monitor;
    private final AttemptLog log;

    PatientStore(AttemptMonitor monitor, AttemptLog log) {
        this.monitor = monitor;
        this.log = log;
    }

    /**
     * Tries until it is stored.
     *
     * @return what {@code storing} returned; empty if the worker is to end while the store does not take it
     * @throws RuntimeException as {@code storing}, if the trial is to end or its lease is lost meanwhile
     */
    Optional<CheckpointRef> store(CheckpointName name, Supplier<CheckpointRef> storing) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return Optional.of(storing.get());
            } catch (RuntimeException e) {
                LOG.warn("checkpoint {} cannot be stored, trying again: {}", name.key(), e.getMessage());
                log.say("checkpoint at step " + name.step() + " cannot be stored, trying again: " + e.getMessage());
                if (isWithin(pause, AttemptState::stopping)) {
                    LOG.warn("checkpoint {} is given up: the attempt is to end", name.key());
                    if (isWithin(Duration.ZERO, AttemptState::drained)) {
                        return Optional.empty(); // the trial is given back, and goes on from the checkpoint before
                    }
                    throw e;
                }
                pause = longer(pause);
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private boolean isWithin(Duration within, Predicate<AttemptState> condition) {
        try {
            return monitor.await(condition, within);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
