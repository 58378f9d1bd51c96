package dev.regatta.worker.kafka;

import dev.regatta.protocol.Topics;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.codec.MalformedMessageException;
import dev.regatta.protocol.control.ControlMessage;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the worker's partition of {@code regatta.control} from the moment it was opened on: a worker is new, so nothing
 * older concerns it. It has a thread of its own.
 */
final class KafkaControlReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaControlReader.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<String, byte[]> consumer;
    private final WorkerId worker;
    private final Consumer<ControlMessage> listener;
    private final Thread thread = new Thread(this::read, "control");
    private volatile boolean closed;

    /** @param listener called by the reader's thread; must not block */
    KafkaControlReader(KafkaConsumer<String, byte[]> consumer, WorkerId worker, Consumer<ControlMessage> listener) {
        this.consumer = consumer;
        this.worker = worker;
        this.listener = listener;
    }

    /** Takes its position, then reads in the background: whatever is sent after this returns is heard. */
    void start() {
        int partitions = consumer.partitionsFor(Topics.CONTROL).size();
        TopicPartition own = new TopicPartition(Topics.CONTROL, partition(worker, partitions));
        consumer.assign(List.of(own));
        consumer.seekToEnd(List.of(own));
        consumer.position(own); // seeking is lazy; this does it
        thread.start();
    }

    /** Where Kafka's producers put what has the worker's name as its key. */
    static int partition(WorkerId worker, int partitions) {
        return Utils.toPositive(Utils.murmur2(Utils.utf8(worker.value()))) % partitions;
    }

    private void read() {
        while (!closed) {
            try {
                consumer.poll(POLL).forEach(this::hear);
            } catch (WakeupException e) {
                LOG.debug("control reader was woken to end");
            } catch (KafkaException e) {
                LOG.warn("control cannot be read, trying again: {}", e.getMessage());
            }
        }
        consumer.close();
    }

    private void hear(ConsumerRecord<String, byte[]> heard) {
        if (!worker.value().equals(heard.key())) {
            return; // not worth reading
        }
        try {
            listener.accept(Json.read(heard.value(), ControlMessage.class));
        } catch (MalformedMessageException e) {
            LOG.warn("control record at offset {} is skipped: it {}", heard.offset(), e.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        if (thread.getState() == Thread.State.NEW) {
            consumer.close();
        } else {
            consumer.wakeup();
        }
    }
}
