package dev.regatta.coordinator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.placement.FairShare.Turn;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.study.Placement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairShareTest {
    private static final Pool CPU = new Pool("default", Map.of(), 2);
    private static final Pool SPOT = new Pool("spot", Map.of("gpu", "h100"), 2);

    private static Claimant study(String name, Placement placement, int waiting, int served, long since) {
        return new Claimant(new StudyId(name), placement, waiting, served, since);
    }

    private static Placement of(String owner, int priority) {
        return new Placement(Optional.of("default"), Map.of(), priority, Optional.of(owner));
    }

    private static Placement needs(String pool, Map<String, String> labels) {
        return new Placement(Optional.ofNullable(pool.isEmpty() ? null : pool), labels, 0, Optional.empty());
    }

    private static List<String> turns(Map<String, Integer> quotas, List<Claimant> studies, Pool... pools) {
        return new FairShare(quotas)
                .turns(studies, List.of(pools), Map.of()).stream()
                        .map(turn -> turn.study() + " " + turn.pool())
                        .toList();
    }

    @Test
    void whatNoPoolFitsWaitsAndTheOthersGoOn() {
        assertThat(turns(
                        Map.of(),
                        List.of(
                                study("a", needs("gone", Map.of()), 1, 0, 1),
                                study("b", needs("", Map.of("gpu", "a100")), 1, 0, 2),
                                study("c", needs("", Map.of("gpu", "h100")), 1, 0, 3)),
                        CPU,
                        SPOT))
                .containsExactly("c spot");
    }

    @Test
    void theHigherPriorityGoesFirstThoughItCameLater() {
        assertThat(turns(Map.of(), List.of(study("a", of("x", 0), 5, 0, 1), study("b", of("x", 1), 1, 9, 2)), CPU))
                .containsExactly("b default", "a default");
    }

    @Test
    void theOwnerWithFewerAttemptsGoesFirst() {
        assertThat(turns(
                        Map.of(),
                        List.of(
                                study("a", of("x", 0), 5, 0, 1),
                                study("b", of("x", 0), 5, 3, 2),
                                study("c", of("y", 0), 5, 2, 3)),
                        CPU))
                .containsExactly("c default", "a default");
    }

    @Test
    void anOwnerAtItsQuotaWaitsWhateverItsPriority() {
        assertThat(turns(
                        Map.of("x", 3), List.of(study("a", of("x", 9), 5, 2, 1), study("b", of("y", 0), 5, 0, 2)), CPU))
                .containsExactly("a default", "b default");
        assertThat(new FairShare(Map.of("x", 3))
                        .turns(List.of(study("a", of("x", 0), 1, 0, 1)), List.of(CPU), Map.of("x", 3)))
                .as("attempts of the owner's other studies count")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void noPoolIsOverfilledNothingIsHandedOutTwiceAndRoomIsLeftOnlyIfNothingFits(int seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Pool> pools = List.of(
                    new Pool("default", Map.of(), random.nextInt(5) - 1),
                    new Pool("spot", Map.of("gpu", "h100"), random.nextInt(5) - 1));
            List<Claimant> studies = new ArrayList<>();
            for (int i = 0; i < random.nextInt(6); i++) {
                Placement placement = new Placement(
                        random.nextBoolean() ? Optional.empty() : Optional.of(random.nextBoolean() ? "spot" : "gone"),
                        Map.of(),
                        random.nextInt(3),
                        Optional.of("o" + random.nextInt(2)));
                studies.add(study("s" + i, placement, random.nextInt(4), random.nextInt(3), i));
            }
            List<Turn> turns = new FairShare(Map.of()).turns(studies, pools, Map.of());
            Map<String, Integer> room = new HashMap<>();
            pools.forEach(pool -> room.put(pool.name(), pool.free()));
            Map<StudyId, Integer> left = new HashMap<>();
            studies.forEach(each -> left.put(each.study(), each.waiting()));
            turns.forEach(turn -> {
                room.merge(turn.pool(), -1, Integer::sum);
                left.merge(turn.study(), -1, Integer::sum);
            });
            turns.forEach(turn ->
                    assertThat(room.get(turn.pool())).as("seed %d", seed).isNotNegative());
            assertThat(left.values()).as("seed %d", seed).allMatch(each -> each >= 0);
            studies.stream()
                    .filter(each -> left.getOrDefault(each.study(), 0) > 0)
                    .forEach(each -> assertThat(pools)
                            .as("seed %d: room that %s could have had", seed, each)
                            .noneMatch(pool -> room.getOrDefault(pool.name(), 0) > 0
                                    && each.placement().admits(pool.name(), pool.labels())));
        }
    }
}
