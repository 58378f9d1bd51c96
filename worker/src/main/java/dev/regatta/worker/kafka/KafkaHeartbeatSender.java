package dev.regatta.worker.kafka;

import dev.regatta.protocol.Topics;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import dev.regatta.worker.attempt.HeartbeatSender;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Heartbeats into {@code regatta.fleet}, keyed by worker. */
final class KafkaHeartbeatSender implements HeartbeatSender {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaHeartbeatSender.class);

    private final KafkaProducer<String, byte[]> producer;

    KafkaHeartbeatSender(KafkaProducer<String, byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public void send(WorkerHeartbeat heartbeat, Runnable arrived) {
        var outgoing = new ProducerRecord<>(Topics.FLEET, heartbeat.worker().value(), Json.bytes(heartbeat));
        Sending.send(producer, outgoing, (metadata, error) -> {
            if (error == null) {
                arrived.run();
            } else {
                LOG.warn("a heartbeat did not arrive: {}", error.getMessage());
            }
        });
    }
}
