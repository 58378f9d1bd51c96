package dev.regatta.coordinator.kafka;

import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.runtime.InboxBatch;
import dev.regatta.coordinator.runtime.InboxSource;
import dev.regatta.protocol.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * {@code regatta.inbox} through the coordinators' consumer group. Kafka shares out the partitions; where each goes on
 * is the database's word alone. Used by one thread.
 */
public final class KafkaInbox implements InboxSource, ConsumerRebalanceListener, AutoCloseable {

    private final EventLog log;
    private final KafkaConsumer<String, byte[]> consumer;
    /** The offset up to which each partition was handed out and, unless a commit failed, decided. */
    private final Map<Integer, Long> next = new HashMap<>();

    public KafkaInbox(String bootstrap, EventLog log) {
        this.log = log;
        Map<String, Object> settings = new HashMap<>(KafkaClients.consumer(bootstrap));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, Topics.COORDINATOR_GROUP);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        this.consumer = new KafkaConsumer<>(settings);
        consumer.subscribe(List.of(Topics.INBOX), this);
    }

    @Override
    public List<InboxBatch> poll(Duration timeout) {
        ConsumerRecords<String, byte[]> records = polled(timeout);
        List<InboxBatch> batches = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            batches.add(batch(partition.partition(), records.records(partition)));
        }
        return batches;
    }

    private ConsumerRecords<String, byte[]> polled(Duration timeout) {
        try {
            return consumer.poll(timeout);
        } catch (WakeupException e) {
            return ConsumerRecords.empty();
        }
    }

    @Override
    public void wake() {
        consumer.wakeup();
    }

    private InboxBatch batch(int partition, List<ConsumerRecord<String, byte[]>> records) {
        long first = next.getOrDefault(partition, 0L);
        long end = records.get(records.size() - 1).offset() + 1;
        next.put(partition, end);
        return new InboxBatch(
                partition, first, end, records.stream().map(KafkaInbox::raw).toList());
    }

    private static InboxBatch.RawRecord raw(ConsumerRecord<String, byte[]> record) {
        return new InboxBatch.RawRecord(record.offset(), record.value() == null ? new byte[0] : record.value());
    }

    @Override
    public void rewind() {
        seek(consumer.assignment());
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        seek(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> next.remove(partition.partition()));
    }

    private void seek(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            OptionalLong stored = log.offset(partition.partition());
            long from = stored.orElse(0);
            next.put(partition.partition(), from);
            consumer.seek(partition, from);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
