package dev.regatta.worker.kafka;

import dev.regatta.protocol.fleet.PoolName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's clients with the settings that this worker relies on. Keys are text, values JSON. */
final class KafkaClients {
    /**
     * A broker looks through all that it reads for a record, to hand one out: of a megabyte that is much. A larger record comes all
     * the same.
     */
    private static final int WORK_BYTES = 16 * 1024;

    private final String brokers;
    private final String clientId;

    /**
     * @param brokers {@code host:port}, separated by commas
     * @param clientId shown in the broker's logs
     */
    KafkaClients(String brokers, String clientId) {
        this.brokers = brokers;
        this.clientId = clientId;
    }

    /** Sends in order, without repeats, and for as long as it takes. */
    KafkaProducer<String, byte[]> patientProducer() {
        return producer(
                "facts",
                Map.of(
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        Integer.MAX_VALUE));
    }

    /**
     * Sends now or soon, or not at all; in order. A heartbeat may well come twice: a producer that numbers its records would have
     * to find its number again after each one that it gave up.
     */
    KafkaProducer<String, byte[]> hastyProducer(Duration atMost) {
        int millis = Math.toIntExact(atMost.toMillis());
        return producer(
                "heartbeat",
                Map.of(
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        false,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        millis,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        millis,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        Math.max(1, millis / 2)));
    }

    /** One request at a time: of two, the second may arrive alone, and the first then be refused for ever (KAFKA-14359). */
    private KafkaProducer<String, byte[]> producer(String name, Map<String, Object> own) {
        Map<String, Object> settings = common(name);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.putAll(own);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Reads partitions it assigns to itself; commits nothing. */
    KafkaConsumer<String, byte[]> reader() {
        Map<String, Object> settings = common("control");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Takes one record at a time, each acknowledged by hand. */
    KafkaShareConsumer<String, byte[]> shareConsumer(String pool) {
        Map<String, Object> settings = common("work");
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, PoolName.group(pool));
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        settings.put("share.acknowledgement.mode", "explicit");
        settings.put("share.acquire.mode", "record_limit");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, WORK_BYTES);
        return new KafkaShareConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> common(String name) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId + "-" + name);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2000);
        settings.put("enable.metrics.push", false);
        return settings;
    }
}
