package dev.regatta.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.study.Studies;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.StudyStatus;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.command.Command;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.study.Budget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class BudgetKeeperTest {

    private static final StudyId BROKEN = new StudyId("broken");
    private static final StudyId SOUND = new StudyId("sound");

    private Instant now = Studies.NOON;
    private final InstantSource time = () -> now;
    private final StudyRuntime runtime = new StudyRuntime(
            new InMemoryEventLog(),
            (topic, partition, offset, value, reason) -> {},
            time.withZone(ZoneOffset.UTC),
            reply -> {});

    @Test
    void aStudyEndsOnceItsHoursHavePassedAndNotBefore() {
        runtime.execute(List.of(anHourFor(SOUND)));
        BudgetKeeper keeper = new BudgetKeeper(runtime);
        check(keeper, Duration.ofMinutes(59));
        assertThat(status(SOUND)).isEqualTo(StudyStatus.RUNNING);
        check(keeper, Duration.ofMinutes(1));
        assertThat(status(SOUND)).isEqualTo(StudyStatus.COMPLETED);
    }

    @Test
    void aStudyThatIsDecidedElsewhereIsLeftToItsOwner() {
        runtime.execute(List.of(anHourFor(SOUND)));
        now = now.plus(Duration.ofHours(2));
        new BudgetKeeper(runtime).check(study -> false, now);
        assertThat(status(SOUND)).isEqualTo(StudyStatus.RUNNING);
    }

    @Test
    void aBudgetThatCannotBeJudgedHoldsUpNoOtherStudy() {
        runtime.execute(List.of(anHourFor(BROKEN), anHourFor(SOUND)));
        BiPredicate<StudyState, Instant> judge = (study, at) -> {
            if (study.id().equals(BROKEN)) {
                throw new IllegalStateException("no such bound");
            }
            return true;
        };
        check(new BudgetKeeper(runtime, judge), Duration.ofHours(2));
        assertThat(status(BROKEN)).isEqualTo(StudyStatus.RUNNING);
        assertThat(status(SOUND)).isEqualTo(StudyStatus.COMPLETED);
    }

    private void check(BudgetKeeper keeper, Duration later) {
        now = now.plus(later);
        keeper.check(study -> true, now);
    }

    private StudyStatus status(StudyId study) {
        return Optional.ofNullable(runtime.states().get(study)).orElseThrow().status();
    }

    private static Command anHourFor(StudyId study) {
        Budget hour = new Budget(Optional.of(1.0), Optional.empty(), Optional.empty(), Optional.empty());
        return new CreateStudy("request-" + study, study, Studies.spec(9, 1).with(hour));
    }
}
