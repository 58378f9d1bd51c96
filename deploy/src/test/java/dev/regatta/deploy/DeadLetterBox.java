package dev.regatta.deploy;

import dev.regatta.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts records that nobody can read into topics, and looks where they end. */
final class DeadLetterBox implements AutoCloseable {

    /** A buried record. */
    record Letter(String topic, String reason, String value) {}

    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;

    DeadLetterBox(String bootstrap) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "enable.metrics.push", false);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> all = List.of(new TopicPartition(Topics.DEAD_LETTER, 0));
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    void sendGarbage(String topic, String value) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(topic, "garbage", value)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("garbage cannot be sent", e);
        }
    }

    List<Letter> awaitLetters(int number) throws InterruptedException {
        List<Letter> letters = new ArrayList<>();
        return Waiting.until(Duration.ofSeconds(30), number + " dead letters", () -> {
                    consumer.poll(Duration.ofMillis(200)).forEach(buried -> letters.add(letter(buried)));
                    return Optional.of(letters).filter(found -> found.size() >= number);
                })
                .orElseThrow();
    }

    private static Letter letter(ConsumerRecord<String, String> buried) {
        return new Letter(header(buried, "topic"), header(buried, "reason"), buried.value());
    }

    private static String header(ConsumerRecord<String, String> buried, String name) {
        var header = buried.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
