package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.coordinator.study.TrialState;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.StudyId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stored checkpoints that no study knows: written under a lease that was lost before they were accepted, or left when a
 * coordinator ended before it had deleted them. Pure.
 */
public final class Leftovers {
    /** {@code study/trial/leaseEpoch/step-kind}, and after it a chunk's number. */
    private static final Pattern KEY = Pattern.compile("([^/]+)/(\\d{1,9})/(\\d{1,18})/(\\d{1,18})-([a-z-]+)(/\\d+)?");

    private Leftovers() {}

    /**
     * Those of the keys that nothing will read again. Keys of studies that are not among these are left alone, and so is
     * what a worker may be writing now.
     *
     * @param stored keys of manifests and chunks, listed before the states were read
     */
    public static List<String> among(Collection<String> stored, Map<StudyId, StudyState> studies) {
        Set<String> named = new HashSet<>();
        studies.values().stream()
                .flatMap(study -> study.trials().stream())
                .flatMap(trial -> trial.checkpoints().stream())
                .map(CheckpointRef::key)
                .forEach(named::add);
        return stored.stream().filter(key -> isLeftover(key, studies, named)).toList();
    }

    private static boolean isLeftover(String key, Map<StudyId, StudyState> studies, Set<String> named) {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches() || named.contains(manifest(key, parts)) || !StudyId.isValid(parts.group(1))) {
            return false;
        }
        return Optional.ofNullable(studies.get(new StudyId(parts.group(1))))
                .filter(study -> !mayBeAtRung(study, parts.group(5)))
                .map(StudyState::trials)
                .filter(trials -> Integer.parseInt(parts.group(2)) < trials.size())
                .map(trials -> trials.get(Integer.parseInt(parts.group(2))))
                .filter(trial -> isOver(trial, Long.parseLong(parts.group(3)), Long.parseLong(parts.group(4))))
                .isPresent();
    }

    private static String manifest(String key, Matcher parts) {
        return parts.group(6) == null ? key : key.substring(0, parts.start(6));
    }

    /** A key tells no epoch, so where rungs are kept every epoch's end is. */
    private static boolean mayBeAtRung(StudyState study, String kind) {
        return study.spec().retention().rungs() && kind.equals("epoch-end");
    }

    private static boolean isOver(Trial trial, long leaseEpoch, long step) {
        boolean hasEnded = !trial.state().isActive() && trial.state() != TrialState.PAUSED;
        return hasEnded
                || leaseEpoch < trial.lastLeaseEpoch()
                || (leaseEpoch == trial.lastLeaseEpoch() && step < trial.step());
    }
}
