package dev.regatta.worker.kafka;

import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.codec.MalformedMessageException;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.fleet.PoolName;
import dev.regatta.worker.attempt.WorkSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool's work by a share group: each record goes to one worker, and back if that dies before it
 * claimed. A record is acknowledged once its claim has arrived: from there on the coordinator's lease watches over it,
 * for broker locks end long before a training does. For one thread.
 */
final class KafkaWorkSource implements WorkSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaWorkSource.class);

    private static final Duration CLOSING = Duration.ofSeconds(3);
    private static final long PAUSE_MS = 500;

    private final Supplier<KafkaShareConsumer<String, byte[]>> consumers;
    private final String pool;
    private final DeadLetters deadLetters;
    private KafkaShareConsumer<String, byte[]> consumer;

    /** @param consumers opens one that is not subscribed yet */
    KafkaWorkSource(Supplier<KafkaShareConsumer<String, byte[]>> consumers, String pool, DeadLetters deadLetters) {
        this.consumers = consumers;
        this.pool = pool;
        this.deadLetters = deadLetters;
        this.consumer = subscribed();
    }

    private KafkaShareConsumer<String, byte[]> subscribed() {
        KafkaShareConsumer<String, byte[]> opened = consumers.get();
        opened.subscribe(List.of(PoolName.topic(pool)));
        return opened;
    }

    @Override
    public Optional<RunTrial> next(Duration atMost, Consumer<RunTrial> claim) {
        Optional<RunTrial> taken = Optional.empty();
        try {
            ConsumerRecords<String, byte[]> polled = consumer.poll(atMost);
            for (ConsumerRecord<String, byte[]> delivered : polled) {
                if (taken.isPresent()) {
                    consumer.acknowledge(delivered, AcknowledgeType.RELEASE); // one at a time: another worker's
                } else {
                    taken = take(delivered, claim);
                }
            }
            if (!polled.isEmpty()) {
                commit();
            }
        } catch (InterruptException e) {
            LOG.debug("the thread that reads work is to end");
        } catch (KafkaException e) {
            LOG.warn("work cannot be read, joining its group anew: {}", e.getMessage());
            joinAnew();
        }
        return taken;
    }

    /** What a consumer could not get over it tells once, and is out of its group from then on, without a further word. */
    private void joinAnew() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        close();
        consumer = subscribed();
    }

    private Optional<RunTrial> take(ConsumerRecord<String, byte[]> delivered, Consumer<RunTrial> claim) {
        try {
            RunTrial work = Json.read(delivered.value(), RunTrial.class);
            claim.accept(work);
            consumer.acknowledge(delivered, AcknowledgeType.ACCEPT);
            return Optional.of(work);
        } catch (MalformedMessageException e) {
            deadLetters.bury(delivered, String.valueOf(e.getMessage()));
            consumer.acknowledge(delivered, AcknowledgeType.ACCEPT);
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("a claim could not be sent, the work is given back: {}", e.getMessage());
            consumer.acknowledge(delivered, AcknowledgeType.RELEASE);
            return Optional.empty();
        }
    }

    /** A failed acknowledgement is no harm: the record comes again, and its claim is refused or repeated. */
    private void commit() {
        consumer.commitSync()
                .forEach((partition, failure) -> failure.ifPresent(
                        error -> LOG.warn("work from {} will come again: {}", partition, error.getMessage())));
    }

    @Override
    public void close() {
        try {
            consumer.close(CLOSING);
        } catch (KafkaException e) {
            LOG.warn("the group of the work was not left: {}", e.getMessage());
        }
    }
}
