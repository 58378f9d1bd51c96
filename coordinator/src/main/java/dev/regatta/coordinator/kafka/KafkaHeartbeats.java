package dev.regatta.coordinator.kafka;

import dev.regatta.coordinator.runtime.DeadLetters;
import dev.regatta.coordinator.runtime.HeartbeatSource;
import dev.regatta.protocol.Topics;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.codec.MalformedMessageException;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** {@code regatta.fleet}, read by every coordinator from its end. Used by one thread. */
public final class KafkaHeartbeats implements HeartbeatSource, AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final DeadLetters deadLetters;

    public KafkaHeartbeats(String bootstrap, DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
        this.consumer = new KafkaConsumer<>(KafkaClients.consumer(bootstrap));
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.FLEET).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    @Override
    public List<WorkerHeartbeat> poll() {
        List<WorkerHeartbeat> heard = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ZERO)) {
            byte[] value = record.value() == null ? new byte[0] : record.value();
            try {
                heard.add(Json.read(value, WorkerHeartbeat.class));
            } catch (MalformedMessageException e) {
                deadLetters.keep(
                        record.topic(), record.partition(), record.offset(), value, String.valueOf(e.getMessage()));
            }
        }
        return heard;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
