package dev.regatta.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.cli.SseMessages.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SseMessagesTest {

    private static List<Message> read(String stream) {
        List<Message> messages = new ArrayList<>();
        new SseMessages(stream.lines().iterator()).forEachRemaining(messages::add);
        return messages;
    }

    @Test
    void fieldsAreReadAndCommentsSkipped() {
        assertThat(
                        read(
                                ": hello\n\nid: 7\nevent: journal\ndata: {\"a\":1}\n\n: keep-alive\n\nevent:workers\ndata:x\n\n"))
                .containsExactly(
                        new Message("journal", Optional.of("7"), "{\"a\":1}"),
                        new Message("workers", Optional.empty(), "x"));
    }

    @Test
    void linesOfDataAreJoined() {
        assertThat(read("data: a\ndata:  b\n\n")).containsExactly(new Message("message", Optional.empty(), "a\n b"));
    }

    @Test
    void anEventWithoutDataIsNoneAndLeavesNoTrace() {
        assertThat(read("event: journal\nid: 1\n\ndata: a\n\n"))
                .containsExactly(new Message("message", Optional.empty(), "a"));
    }

    @Test
    void anEventCutOffAtTheEndIsDropped() {
        assertThat(read("data: a\n\nid: 2\ndata: b")).containsExactly(new Message("message", Optional.empty(), "a"));
    }
}
