package dev.regatta.coordinator.study;

import static dev.regatta.coordinator.study.Studies.ID;
import static dev.regatta.coordinator.study.Studies.create;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.command.Command;
import dev.regatta.protocol.command.ExtendStudy;
import dev.regatta.protocol.command.KeyedCommand;
import dev.regatta.protocol.command.PauseStudy;
import dev.regatta.protocol.command.ResumeStudy;
import dev.regatta.protocol.command.StopStudy;
import dev.regatta.protocol.event.RequestCompleted;
import dev.regatta.protocol.event.StudyPaused;
import dev.regatta.protocol.study.Budget;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A command with a key has its effect once, wherever its repeat comes. */
class KeyedCommandTest {
    private final LiveStudy live = new LiveStudy().tell(create(4, 1));

    @AfterEach
    void journalIsDerivedAgain() {
        assertThat(live.replayed()).isEmpty();
    }

    private static Command pause(String request) {
        return new PauseStudy(request, ID, "for now");
    }

    @Test
    void repeatThatComesAfterOthersCommandsChangesNothingAndIsAnsweredAsDone() {
        live.tell(new KeyedCommand("wish", pause("1")));
        assertThat(live.last.events())
                .containsExactly(new RequestCompleted(ID, "wish", "PauseStudy"), new StudyPaused(ID, "for now"));
        live.tell(new ResumeStudy("2", ID));

        live.tell(new KeyedCommand("wish", pause("3")));

        assertThat(live.last.events()).isEmpty();
        assertThat(live.last.reply()).contains(new Decision.Reply.Done("3"));
        assertThat(live.study().status()).isEqualTo(StudyStatus.RUNNING);
    }

    static Stream<Command> everyCommand() {
        return Stream.of(
                pause("1"),
                new ResumeStudy("1", ID),
                new StopStudy("1", ID, "enough"),
                new ExtendStudy("1", ID, Optional.of(9), Budget.UNBOUNDED));
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandsRepeatChangesNothing(Command command) {
        live.tell(new KeyedCommand("wish", command));
        StudyState after = live.study();

        live.tell(new KeyedCommand("wish", command));

        assertThat(live.last.reply()).contains(new Decision.Reply.Done("1"));
        assertThat(live.study()).isEqualTo(after);
    }

    @Test
    void withoutAKeyTheSameCommandIsANewWish() {
        live.tell(pause("1")).tell(new ResumeStudy("2", ID)).tell(pause("3"));

        assertThat(live.study().status()).isEqualTo(StudyStatus.PAUSED);
    }

    @Test
    void keyOfAnotherKindOfCommandIsRefused() {
        live.tell(new KeyedCommand("wish", pause("1")));

        live.tell(new KeyedCommand("wish", new ResumeStudy("2", ID)));

        assertThat(live.last.reply())
                .contains(new Decision.Reply.Conflict(
                        "2", "idempotency key wish was used for PauseStudy, must be another for ResumeStudy"));
        assertThat(live.study().status()).isEqualTo(StudyStatus.PAUSED);
    }

    @Test
    void refusedCommandMayBeTriedAgainWithItsKey() {
        Command extend = new ExtendStudy("1", ID, Optional.of(0), Budget.UNBOUNDED);
        live.tell(new KeyedCommand("wish", extend));
        assertThat(live.last.reply().orElseThrow()).isInstanceOf(Decision.Reply.Conflict.class);

        live.tell(new KeyedCommand("wish", new ExtendStudy("2", ID, Optional.of(9), Budget.UNBOUNDED)));

        assertThat(live.study().progress().trials()).isEqualTo(9);
    }
}
