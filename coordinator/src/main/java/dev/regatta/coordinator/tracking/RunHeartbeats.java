package dev.regatta.coordinator.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When each run was last heard of, and which have been silent for too long. Soft state; thread-safe. A mark says to other
 * servers of the same store that a run was heard of: it changes a few times within the time that the client promised.
 */
final class RunHeartbeats {

    /** A run that was not heard of for as long as its client had promised. */
    record Silent(String run, Duration timeout, String mark) {}

    private record Beat(Duration timeout, Instant at, String mark, Instant markedAt) {}

    private static final int MARKS = 4;

    private final Map<String, Beat> beats = new HashMap<>();

    /** @return whether the run is new here, or promises another timeout than before */
    synchronized boolean beat(String run, Duration timeout, Instant now) {
        Beat before = beats.get(run);
        beats.put(
                run,
                before == null
                        ? new Beat(timeout, now, "", Instant.EPOCH)
                        : new Beat(timeout, now, before.mark(), before.markedAt()));
        return before == null || !before.timeout().equals(timeout);
    }

    /** The mark to be left in the store now; empty if the last one is not old yet. */
    synchronized Optional<String> newMark(String run, Instant now) {
        Beat beat = beats.get(run);
        if (beat == null || now.isBefore(beat.markedAt().plus(beat.timeout().dividedBy(MARKS)))) {
            return Optional.empty();
        }
        String mark = now.toString();
        beats.put(run, new Beat(beat.timeout(), beat.at(), mark, now));
        return Optional.of(mark);
    }

    /** Another server left this mark. */
    synchronized void marked(String run, Duration timeout, String mark, Instant now) {
        beats.putIfAbsent(run, new Beat(timeout, now, mark, Instant.EPOCH));
    }

    /** Runs whose time is over; they are forgotten here. */
    synchronized List<Silent> takeSilent(Instant now) {
        List<Silent> silent = new ArrayList<>();
        beats.forEach((run, beat) -> {
            if (now.isAfter(beat.at().plus(beat.timeout()))) {
                silent.add(new Silent(run, beat.timeout(), beat.mark()));
            }
        });
        silent.forEach(each -> beats.remove(each.run()));
        return silent;
    }

    synchronized void forget(String run) {
        beats.remove(run);
    }
}
