package dev.regatta.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutboxLoopTest {
    private final InMemoryEventLog log = new InMemoryEventLog();
    private final List<String> published = new ArrayList<>();
    private boolean brokerIsAway;
    private Ownership owned = Ownership.whole(1);

    private final OutboxLoop loop = new OutboxLoop(
            log,
            messages -> {
                if (brokerIsAway) {
                    throw new IllegalStateException("no broker");
                }
                messages.forEach(message -> published.add(message.message()));
            },
            () -> owned);

    private void commit(String text) {
        log.commit(new Commit(List.of(), Map.of(), List.of(), List.of(new Outgoing("topic", "key", text))));
    }

    @Test
    void everyMessageIsPublishedOnceAndInItsOrder() {
        for (int i = 0; i < 200; i++) {
            commit("message " + i);
            assertThat(loop.publishPage()).isTrue();
            assertThat(loop.publishPage()).isFalse();
        }

        assertThat(published).hasSize(200).doesNotHaveDuplicates().startsWith("message 0", "message 1");
        assertThat(log.pending(Set.of(0), 0, 999)).hasSizeLessThan(64);
    }

    @Test
    void whatCouldNotBePublishedStays() {
        commit("kept");
        brokerIsAway = true;
        assertThatThrownBy(loop::publishPage).hasMessage("no broker");
        brokerIsAway = false;

        assertThat(loop.publishPage()).isTrue();
        assertThat(published).containsExactly("kept");
    }

    @Test
    void aLoopThatStartsAnewPublishesWhatIsNotForgotten() {
        commit("again");
        loop.publishPage();
        new OutboxLoop(log, messages -> messages.forEach(message -> published.add(message.message())), () -> owned)
                .publishPage();

        assertThat(published).containsExactly("again", "again");
    }
}
