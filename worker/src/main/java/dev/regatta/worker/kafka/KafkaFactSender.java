package dev.regatta.worker.kafka;

import dev.regatta.protocol.Topics;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.command.ClaimAttempt;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.worker.attempt.FactSender;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims and facts into {@code regatta.inbox}, keyed by study: one order for all of them. */
final class KafkaFactSender implements FactSender {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaFactSender.class);

    private final KafkaProducer<String, byte[]> producer;

    KafkaFactSender(KafkaProducer<String, byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public CompletableFuture<Void> claim(ClaimAttempt claim) {
        return Sending.send(
                producer, new ProducerRecord<>(Topics.INBOX, claim.study().value(), Json.bytes(claim)));
    }

    @Override
    public void send(AttemptFact fact) {
        var outgoing = new ProducerRecord<>(Topics.INBOX, fact.study().value(), Json.bytes(fact));
        Sending.send(producer, outgoing, (metadata, error) -> {
            if (error != null) {
                LOG.error("a fact of {} could not be sent: {}", fact.attempt(), error.getMessage());
            }
        });
    }
}
