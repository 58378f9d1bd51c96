package dev.regatta.coordinator.kafka;

import dev.regatta.coordinator.runtime.DeadLetters;
import dev.regatta.coordinator.runtime.MessagePublisher;
import dev.regatta.coordinator.runtime.Outgoing;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Topics;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.command.Command;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Everything the coordinator writes to Kafka, by one producer. Thread-safe. */
public final class KafkaPublisher implements MessagePublisher, DeadLetters, AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;

    public KafkaPublisher(String bootstrap) {
        this.producer = KafkaClients.producer(bootstrap);
    }

    @Override
    public void publish(List<Outgoing> messages) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        messages.forEach(message -> sent.add(producer.send(record(message))));
        sent.forEach(KafkaPublisher::await);
    }

    @Override
    public CompletableFuture<?> send(List<Outgoing> messages) {
        return CompletableFuture.allOf(
                messages.stream().map(message -> send(record(message), message)).toArray(CompletableFuture<?>[]::new));
    }

    private static ProducerRecord<String, byte[]> record(Outgoing message) {
        return new ProducerRecord<>(
                message.topic(), message.key(), message.message().getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a command to the inbox; completes once the broker has it. */
    public CompletableFuture<StudyId> send(Command command) {
        return send(new ProducerRecord<>(Topics.INBOX, command.study().value(), Json.bytes(command)), command.study());
    }

    /** Sends the heartbeat of a program outside the fleet; completes once the broker has it. */
    public CompletableFuture<WorkerId> heartbeat(WorkerHeartbeat heartbeat) {
        return send(
                new ProducerRecord<>(Topics.FLEET, heartbeat.worker().value(), Json.bytes(heartbeat)),
                heartbeat.worker());
    }

    /** Sends to a worker; completes once the broker has it. */
    public CompletableFuture<WorkerId> control(ControlMessage message) {
        return send(
                new ProducerRecord<>(Topics.CONTROL, message.worker().value(), Json.bytes(message)), message.worker());
    }

    private <T> CompletableFuture<T> send(ProducerRecord<String, byte[]> record, T sent) {
        CompletableFuture<T> acknowledged = new CompletableFuture<>();
        var unused = producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                acknowledged.complete(sent);
            } else {
                acknowledged.completeExceptionally(failure);
            }
        });
        return acknowledged;
    }

    @Override
    public void keep(String topic, int partition, long offset, byte[] value, String reason) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.DEAD_LETTER, topic + "/" + partition + "/" + offset, value);
        record.headers()
                .add("reason", reason.getBytes(StandardCharsets.UTF_8))
                .add("topic", topic.getBytes(StandardCharsets.UTF_8))
                .add("partition", Integer.toString(partition).getBytes(StandardCharsets.UTF_8))
                .add("offset", Long.toString(offset).getBytes(StandardCharsets.UTF_8));
        await(producer.send(record));
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a message was not acknowledged: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
