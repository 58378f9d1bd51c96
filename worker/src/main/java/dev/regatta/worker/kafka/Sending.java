package dev.regatta.worker.kafka;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends records and tells of their fate. */
final class Sending {
    private Sending() {}

    /** Sends; the callback hears of the record's fate. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears the same
    static void send(
            KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> outgoing, Callback callback) {
        producer.send(outgoing, callback);
    }

    /** Sends; the future fails with what the broker said. */
    static CompletableFuture<Void> send(
            KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> outgoing) {
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        send(producer, outgoing, (metadata, error) -> {
            if (error == null) {
                arrived.complete(null);
            } else {
                arrived.completeExceptionally(error);
            }
        });
        return arrived;
    }
}
