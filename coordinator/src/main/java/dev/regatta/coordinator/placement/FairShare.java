package dev.regatta.coordinator.placement;

import dev.regatta.protocol.StudyId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose turn it is: the highest priority first; of equal ones the owner who has the fewest attempts, then that owner's study that
 * has the fewest, then what waits the longest. An owner at its quota waits. Pure.
 */
public final class FairShare {
    private static final String NOBODY = "";

    private final Map<String, Integer> quotas;

    /** @param quotas the attempts an owner may have at a time; who has none is not bounded */
    public FairShare(Map<String, Integer> quotas) {
        this.quotas = Map.copyOf(quotas);
    }

    /** The next attempt of the study goes to the pool. */
    public record Turn(StudyId study, String pool) {}

    /**
     * Hands out what the pools have room for.
     *
     * @param others attempts of each owner whose studies have nothing that waits
     */
    public List<Turn> turns(List<Claimant> claimants, List<Pool> pools, Map<String, Integer> others) {
        Map<StudyId, Claimant> studies = new HashMap<>();
        claimants.forEach(each -> studies.put(each.study(), each));
        Map<String, Pool> rooms = new HashMap<>();
        pools.forEach(pool -> rooms.put(pool.name(), pool));
        Map<String, Integer> served = new HashMap<>(others);
        claimants.forEach(each -> served.merge(owner(each), each.served(), Integer::sum));

        List<Turn> turns = new ArrayList<>();
        Optional<Turn> turn = next(studies, rooms, served);
        while (turn.isPresent()) {
            turns.add(turn.get());
            Claimant study = Objects.requireNonNull(studies.get(turn.get().study()));
            studies.put(study.study(), study.oneServed());
            served.merge(owner(study), 1, Integer::sum);
            rooms.computeIfPresent(turn.get().pool(), (name, pool) -> pool.minusOne());
            turn = next(studies, rooms, served);
        }
        return turns;
    }

    private Optional<Turn> next(Map<StudyId, Claimant> studies, Map<String, Pool> pools, Map<String, Integer> served) {
        return studies.values().stream()
                .filter(study -> study.waiting() > 0)
                .filter(study -> !isAtQuota(study, served))
                .filter(study -> room(study, pools).isPresent())
                .min(order(served))
                .map(study -> new Turn(study.study(), room(study, pools).orElseThrow()));
    }

    private boolean isAtQuota(Claimant study, Map<String, Integer> served) {
        Integer quota = quotas.get(owner(study));
        return quota != null && served.getOrDefault(owner(study), 0) >= quota;
    }

    private static Comparator<Claimant> order(Map<String, Integer> served) {
        return Comparator.<Claimant>comparingInt(study -> -study.placement().priority())
                .thenComparingInt(study -> served.getOrDefault(owner(study), 0))
                .thenComparingInt(Claimant::served)
                .thenComparingLong(Claimant::since)
                .thenComparing(study -> study.study().value());
    }

    /** The pool with the most room of those that may run the study. */
    private static Optional<String> room(Claimant study, Map<String, Pool> pools) {
        return pools.values().stream()
                .filter(pool -> pool.free() > 0 && study.placement().admits(pool.name(), pool.labels()))
                .min(Comparator.<Pool>comparingInt(pool -> -pool.free()).thenComparing(Pool::name))
                .map(Pool::name);
    }

    private static String owner(Claimant study) {
        return study.placement().owner().orElse(NOBODY);
    }
}
