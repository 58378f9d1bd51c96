package dev.regatta.worker.kafka;

import dev.regatta.protocol.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where unreadable records go, as they came, with headers that say why and whence. */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final KafkaProducer<String, byte[]> producer;

    DeadLetters(KafkaProducer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** Returns once the record cannot get lost. */
    void bury(ConsumerRecord<String, byte[]> unreadable, String reason) {
        LOG.warn(
                "record {}-{} at offset {} {}",
                unreadable.topic(),
                unreadable.partition(),
                unreadable.offset(),
                reason);
        var letter = new ProducerRecord<>(Topics.DEAD_LETTER, unreadable.key(), unreadable.value());
        letter.headers()
                .add("reason", utf8(reason))
                .add("topic", utf8(unreadable.topic()))
                .add("partition", utf8(Integer.toString(unreadable.partition())))
                .add("offset", utf8(Long.toString(unreadable.offset())));
        Sending.send(producer, letter).join();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
