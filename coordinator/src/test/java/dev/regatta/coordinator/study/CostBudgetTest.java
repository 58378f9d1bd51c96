package dev.regatta.coordinator.study;

import static dev.regatta.coordinator.study.Studies.ANNA;
import static dev.regatta.coordinator.study.Studies.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.command.CheckBudget;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.command.ExtendStudy;
import dev.regatta.protocol.study.Budget;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostBudgetTest {

    /** Half an hour of a device. */
    private static final Budget BUDGET = new Budget(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(5.0),
            Optional.of(10.0));

    private static Budget costing(double cost) {
        return new Budget(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(cost),
                Optional.empty());
    }

    @Test
    void studyEndsOnceItsDevicesHaveCostWhatTheyMay() {
        LiveStudy live = new LiveStudy()
                .tell(new CreateStudy("request-1", ID, Studies.spec(9, 1).with(BUDGET)))
                .claim(0, 1, ANNA);
        live.now = Studies.NOON.plusSeconds(1799);
        assertThat(live.tell(new CheckBudget(ID)).study().status()).isEqualTo(StudyStatus.RUNNING);

        live.now = Studies.NOON.plusSeconds(1800);

        assertThat(Budgets.dependsOnTime(live.study())).isTrue();
        assertThat(live.tell(new CheckBudget(ID)).study().status()).isEqualTo(StudyStatus.STOPPING);
        assertThat(live.study().stopReason()).contains("cost is 5.0, which is spent");
        assertThat(live.replayed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "          |     | device_hours is 0.5, which is used",
                "1000      | 10  | device_hours is 0.5, which is used",
                "4         | 10  | cost is 4.0, which is spent"
            })
    void deviceHoursEndAStudyWithAndWithoutACostBesideThem(Double cost, Double price, String reason) {
        Budget budget = new Budget(
                Optional.empty(),
                Optional.of(0.5),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(cost),
                Optional.ofNullable(price));
        LiveStudy live = new LiveStudy()
                .tell(new CreateStudy("request-1", ID, Studies.spec(9, 1).with(budget)))
                .claim(0, 1, ANNA);
        live.now = Studies.NOON.plusSeconds(1439);
        assertThat(live.tell(new CheckBudget(ID)).study().status()).isEqualTo(StudyStatus.RUNNING);

        live.now = Studies.NOON.plusSeconds(cost == null || cost > 5 ? 1800 : 1440);

        assertThat(live.tell(new CheckBudget(ID)).study().status()).isEqualTo(StudyStatus.STOPPING);
        assertThat(live.study().stopReason()).contains(reason);
        assertThat(live.replayed()).isEmpty();
    }

    @Test
    void costMayBeRaisedAtTheSamePriceButNotNamedWithoutOne() {
        LiveStudy priced = new LiveStudy()
                .tell(new CreateStudy("request-1", ID, Studies.spec(9, 1).with(BUDGET)))
                .tell(new ExtendStudy("2", ID, Optional.empty(), costing(20)));
        assertThat(priced.study().progress().budget().deviceHoursInAll()).contains(2.0);

        LiveStudy unpriced = new LiveStudy()
                .tell(Studies.create(9, 1))
                .tell(new ExtendStudy("2", ID, Optional.empty(), costing(20)));
        assertThat(unpriced.last.reply())
                .contains(new Decision.Reply.Conflict(
                        "2", "cost is 20.0, which needs the study's budget to have price_per_device_hour"));
    }
}
