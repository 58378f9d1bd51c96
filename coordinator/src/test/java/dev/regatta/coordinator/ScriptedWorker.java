package dev.regatta.coordinator;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.Topics;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.command.ClaimAttempt;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.AttemptStarted;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.FactHeader;
import dev.regatta.protocol.fleet.Equipment;
import dev.regatta.protocol.fleet.PoolName;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import dev.regatta.protocol.fleet.WorkerState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Speaks a worker's part over real Kafka, step by step as a test says. Each wait is bounded by 20 s. */
final class ScriptedWorker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WorkerId id;
    private final KafkaProducer<String, byte[]> producer;
    private final Reader work;
    private final Reader control;
    private final Reader deadLetters;
    private long sequence;

    ScriptedWorker(String bootstrap, String name) {
        this.id = new WorkerId(name);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
        this.work = new Reader(bootstrap, Topics.WORK);
        this.control = new Reader(bootstrap, Topics.CONTROL);
        this.deadLetters = new Reader(bootstrap, Topics.DEAD_LETTER);
    }

    WorkerId id() {
        return id;
    }

    /** The work record of an attempt of the study; says that it lives and is free until it has it. */
    RunTrial takeWork(String study, int trial, int attempt) {
        AttemptId wanted = AttemptId.parse(study + "/" + trial + "/" + attempt);
        return work.next(RunTrial.class, run -> run.attempt().equals(wanted), this::beat);
    }

    private void beat() {
        WorkerHeartbeat heartbeat = new WorkerHeartbeat(
                id,
                Instant.now(),
                WorkerState.IDLE,
                "host",
                1,
                "cpu",
                1,
                "1",
                Optional.empty(),
                Optional.of(new Equipment(PoolName.DEFAULT, Map.of(), 0)));
        send(Topics.FLEET, id.value(), Json.bytes(heartbeat));
    }

    ControlMessage.GrantLease claim(AttemptId attempt) {
        send(attempt.study().value(), Json.bytes(new ClaimAttempt(attempt, id, Optional.of("claim"))));
        sequence = 0;
        return (ControlMessage.GrantLease) control.next(
                ControlMessage.class,
                message -> message instanceof ControlMessage.GrantLease granted
                        && granted.worker().equals(id)
                        && granted.attempt().equals(attempt),
                () -> {});
    }

    /** Runs a claimed attempt to its end: start, one checkpoint, one epoch, completion. */
    void complete(ControlMessage.GrantLease lease, double accuracy) {
        say(new AttemptStarted(header(lease), Optional.empty(), Optional.of("run")));
        checkpoint(lease);
        say(new EpochReported(header(lease), 1, 10, Map.of("loss", 2.5)));
        say(new AttemptCompleted(header(lease), Map.of("validation_linear_accuracy", accuracy), "ff"));
    }

    void checkpoint(ControlMessage.GrantLease lease) {
        say(new CheckpointSaved(header(lease), new CheckpointRef(lease.attempt() + "/10", 1, 10, 3, "00")));
    }

    private FactHeader header(ControlMessage.GrantLease lease) {
        return new FactHeader(lease.attempt(), lease.leaseEpoch(), ++sequence, id);
    }

    private void say(AttemptFact fact) {
        send(fact.study().value(), Json.bytes(fact));
    }

    /** Puts any bytes into the inbox. */
    void send(String key, byte[] value) {
        send(Topics.INBOX, key, value);
    }

    private void send(String topic, String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (Exception e) {
            throw new AssertionError("not sent", e);
        }
    }

    /** The bytes of the dead letter whose text contains {@code part}. */
    String deadLetter(String part) {
        return deadLetters.nextText(text -> text.contains(part), () -> {});
    }

    @Override
    public void close() {
        producer.close();
        work.close();
        control.close();
        deadLetters.close();
    }

    /** Reads one topic from its beginning. */
    private static final class Reader implements AutoCloseable {
        private final KafkaConsumer<String, byte[]> consumer;
        private final Deque<String> read = new ArrayDeque<>();

        Reader(String bootstrap, String topic) {
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer());
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        <T> T next(Class<T> type, Predicate<T> wanted, Runnable beforeEachLook) {
            return Json.read(nextText(text -> wanted.test(Json.read(text, type)), beforeEachLook), type);
        }

        String nextText(Predicate<String> wanted, Runnable beforeEachLook) {
            Instant end = Instant.now().plus(PATIENCE);
            while (Instant.now().isBefore(end)) {
                while (!read.isEmpty()) {
                    String text = read.removeFirst();
                    if (wanted.test(text)) {
                        return text;
                    }
                }
                beforeEachLook.run();
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> read.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
            throw new AssertionError("no such record in " + consumer.assignment() + " within " + PATIENCE);
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
