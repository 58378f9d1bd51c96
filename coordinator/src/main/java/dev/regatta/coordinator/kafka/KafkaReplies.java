package dev.regatta.coordinator.kafka;

import dev.regatta.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code regatta.replies}, read by every coordinator from its end, on a thread of its own. */
public final class KafkaReplies implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaReplies.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Consumer<String> listener;
    private final Thread thread = new Thread(this::read, "replies");
    private volatile boolean closed;

    /** @param listener told of each reply, on the thread that reads */
    public KafkaReplies(String bootstrap, Consumer<String> listener) {
        this.listener = listener;
        this.consumer = new KafkaConsumer<>(KafkaClients.consumer(bootstrap));
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.REPLIES).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        while (!closed) {
            try {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.value() != null) {
                        listener.accept(new String(record.value(), StandardCharsets.UTF_8));
                    }
                }
            } catch (WakeupException e) {
                // it is closed
            } catch (KafkaException e) {
                LOG.warn("replies of other coordinators cannot be read; it is tried again", e);
            }
        }
        consumer.close();
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the thread ends by itself
        }
    }
}
