package dev.regatta.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.study.Programs;
import dev.regatta.coordinator.study.Studies;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.command.ExtendStudy;
import dev.regatta.protocol.study.Budget;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StudyViewsTest {

    @Test
    void anExtendedStudyIsShownWithTheBoundsThatHoldNow() {
        Programs programs = new Programs(
                new CreateStudy("request-1", Studies.ID, Studies.external(3, 1).spec()));
        Budget further = new Budget(Optional.of(8.0), Optional.empty(), Optional.empty(), Optional.empty());
        programs.live().tell(new ExtendStudy("x", Studies.ID, Optional.of(5), further));

        var shown = StudyViews.study(programs.live().study());

        assertThat(shown.spec().budget().wallHours()).contains(8.0);
        assertThat(shown.trials().budget()).isEqualTo(5);
    }
}
