package dev.regatta.coordinator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.runtime.InMemoryEventLog;
import dev.regatta.coordinator.runtime.InboxBatch;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Versioned;
import dev.regatta.protocol.command.StopStudy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaInboxTest {
    private static final int RECORDS = 20;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    /** Requests wake the loop all the time while programs ask for trials. */
    @Test
    void recordsAreReadHoweverOftenItIsWoken() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            KafkaTopics.ensure(broker.bootstrap());
            try (KafkaPublisher publisher = new KafkaPublisher(broker.bootstrap());
                    KafkaInbox inbox = new KafkaInbox(
                            broker.bootstrap(), new InMemoryEventLog(), "anna", "test", Versioned.NEWEST)) {
                for (int i = 0; i < RECORDS; i++) {
                    publisher
                            .send(new StopStudy("request-" + i, new StudyId("busy"), "enough"))
                            .get(30, TimeUnit.SECONDS);
                }
                int read = 0;
                long deadline = System.nanoTime() + PATIENCE.toNanos();
                while (read < RECORDS && System.nanoTime() < deadline) {
                    inbox.wake();
                    read += count(inbox.poll(POLL));
                }
                assertThat(read).isEqualTo(RECORDS);
            }
        }
    }

    private static int count(List<InboxBatch> batches) {
        return batches.stream().mapToInt(batch -> batch.records().size()).sum();
    }
}
