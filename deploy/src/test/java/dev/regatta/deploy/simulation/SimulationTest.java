package dev.regatta.deploy.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.regatta.coordinator.runtime.StudyRuntime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The contract under schedules of faults, and that its witness would notice if it did not hold. */
class SimulationTest {
    private static final int SCHEDULES = 2_000;
    private static final int PIECES = 2;
    private static final long MUTANTS_SEEDS = 400;

    @BeforeAll
    static void logNothing() {
        ((Logger) LoggerFactory.getLogger("dev.regatta")).setLevel(Level.OFF);
    }

    @Test
    void noScheduleOfFaultsBreaksTheContract() {
        int size = SCHEDULES / PIECES;
        List<String> broken = IntStream.range(0, PIECES)
                .parallel()
                .mapToObj(piece -> firstFailure((long) piece * size, (long) (piece + 1) * size))
                .flatMap(Optional::stream)
                .flatMap(outcome -> outcome.lines().stream())
                .toList();
        assertThat(broken).isEmpty();
    }

    private static Optional<Outcome> firstFailure(long from, long to) {
        try (Schedules schedules = new Schedules()) {
            return schedules.firstFailure(from, to);
        }
    }

    /** A worker was told to end while the store was away: an epoch stayed unsaid, and a later checkpoint went beyond it. */
    @ParameterizedTest
    @ValueSource(longs = {3852, 3911, 4173, 18273})
    void schedulesThatOnceBrokeTheContractHold(long seed) {
        try (Schedules schedules = new Schedules()) {
            assertThat(schedules.run(Plan.of(seed)).violation()).isEmpty();
        }
    }

    @Test
    void theSameSeedRunsTheSame() {
        try (Schedules schedules = new Schedules()) {
            for (long seed = 0; seed < 20; seed++) {
                assertThat(schedules.run(Plan.of(seed))).isEqualTo(schedules.run(Plan.of(seed)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Mutant.class)
    void brokenFencingIsCaughtInAShortSchedule(Mutant mutant) {
        StudyRuntime.Decider broken = mutant.decider();
        try (Schedules schedules = new Schedules(broken)) {
            Optional<Outcome> caught = schedules.firstFailure(0, MUTANTS_SEEDS);
            assertThat(caught).as("seeds 0 to " + MUTANTS_SEEDS).isPresent();
            assertThat(caught.get().plan().faults()).hasSizeLessThanOrEqualTo(3);
            assertThat(caught.get().lines().get(0))
                    .startsWith("seed " + caught.get().plan().seed());
        }
    }
}
