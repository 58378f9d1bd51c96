package dev.regatta.coordinator.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When each run was last heard of, and which have been silent for too long. Soft state; thread-safe. */
final class RunHeartbeats {

    /** A run that was not heard of for as long as its client had promised. */
    record Silent(String run, Duration timeout) {}

    private record Beat(Duration timeout, Instant at) {}

    private final Map<String, Beat> beats = new HashMap<>();

    /** @return whether the run is new here, or promises another timeout than before */
    synchronized boolean beat(String run, Duration timeout, Instant now) {
        Beat before = beats.put(run, new Beat(timeout, now));
        return before == null || !before.timeout().equals(timeout);
    }

    /** Runs whose time is over; they are forgotten here. */
    synchronized List<Silent> takeSilent(Instant now) {
        List<Silent> silent = new ArrayList<>();
        beats.forEach((run, beat) -> {
            if (now.isAfter(beat.at().plus(beat.timeout()))) {
                silent.add(new Silent(run, beat.timeout()));
            }
        });
        silent.forEach(each -> beats.remove(each.run()));
        return silent;
    }

    synchronized void forget(String run) {
        beats.remove(run);
    }
}
