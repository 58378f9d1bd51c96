package dev.regatta.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.coordinator.study.Decision.Reply;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.TrialId;
import dev.regatta.protocol.api.Directive;
import dev.regatta.protocol.codec.MalformedMessageException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Replies between coordinators, which may be of different versions. */
class ReplyRelayTest {

    /** Each reply as the first version wrote it; these texts stay. */
    static Stream<Arguments> written() {
        return Stream.of(
                Arguments.of(new Reply.Done("r"), "{\"request\":\"r\",\"type\":\"Done\",\"position\":7}"),
                Arguments.of(
                        new Reply.Conflict("r", "why"),
                        "{\"request\":\"r\",\"message\":\"why\",\"type\":\"Conflict\",\"position\":7}"),
                Arguments.of(
                        new Reply.Granted("r", AttemptId.parse("s/1/2"), 3),
                        "{\"request\":\"r\",\"attempt\":\"s/1/2\",\"lease_epoch\":3,\"type\":\"Granted\",\"position\":7}"),
                Arguments.of(new Reply.Waiting("r"), "{\"request\":\"r\",\"type\":\"Waiting\",\"position\":7}"),
                Arguments.of(
                        new Reply.Heard("r", TrialId.parse("s/1"), Directive.PRUNE),
                        "{\"request\":\"r\",\"trial\":\"s/1\",\"directive\":\"" + Directive.PRUNE.name()
                                + "\",\"type\":\"Heard\",\"position\":7}"),
                Arguments.of(
                        new Reply.Told("r", TrialId.parse("s/1")),
                        "{\"request\":\"r\",\"trial\":\"s/1\",\"type\":\"Told\",\"position\":7}"),
                Arguments.of(
                        new Reply.Refused("r", "code", "why"),
                        "{\"request\":\"r\",\"code\":\"code\",\"message\":\"why\",\"type\":\"Refused\",\"position\":7}"),
                Arguments.of(
                        new Reply.NotFound("r", "why"),
                        "{\"request\":\"r\",\"message\":\"why\",\"type\":\"NotFound\",\"position\":7}"));
    }

    @ParameterizedTest
    @MethodSource("written")
    void everyReplyIsReadAsItWasWritten(Reply reply, String text) {
        assertThat(new ReplyRelay.Relayed(7, reply).text()).isEqualTo(text);
        assertThat(ReplyRelay.Relayed.read(text)).isEqualTo(new ReplyRelay.Relayed(7, reply));
    }

    @Test
    void everyKindOfReplyIsTried() {
        assertThat(written().map(arguments -> arguments.get()[0].getClass().getName()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Reply.class.getPermittedSubclasses())
                        .map(Class::getName)
                        .toList());
    }

    @Test
    void newerCoordinatorsMaySayMore() {
        String more = "{\"request\":\"r\",\"type\":\"Done\",\"position\":7,\"colour\":\"red\"}";
        assertThat(ReplyRelay.Relayed.read(more).reply()).isEqualTo(new Reply.Done("r"));
        assertThatThrownBy(() -> ReplyRelay.Relayed.read("{\"request\":\"r\",\"type\":\"Postponed\",\"position\":7}"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("Postponed");
    }
}
