package dev.regatta.worker.attempt;

import dev.regatta.protocol.CheckpointRef;
import java.time.Duration;
import java.util.Optional;
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
     * @return what {@code storing} returned; empty if the attempt is to end, or its lease is lost, while the store does
     *     not take it
     */
    Optional<CheckpointRef> store(CheckpointName name, Supplier<CheckpointRef> storing) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return Optional.of(storing.get());
            } catch (RuntimeException e) {
                LOG.warn("checkpoint {} cannot be stored, trying again: {}", name.key(), e.getMessage());
                log.say("checkpoint at step " + name.step() + " cannot be stored, trying again: " + e.getMessage());
                if (isToEnd(pause)) {
                    LOG.warn("checkpoint {} is given up: the attempt is to end", name.key());
                    return Optional.empty();
                }
                pause = longer(pause);
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private boolean isToEnd(Duration within) {
        try {
            return monitor.await(AttemptState::stopping, within);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
