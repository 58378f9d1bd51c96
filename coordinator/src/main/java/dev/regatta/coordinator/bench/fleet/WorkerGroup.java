package dev.regatta.coordinator.bench.fleet;

import dev.regatta.protocol.Topics;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.command.ClaimAttempt;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.event.AttemptFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Workers that share a member of the share group, a reader of control messages and a producer, each set as a real worker
 * sets it. Two threads: one takes work, one hears.
 */
final class WorkerGroup implements ScriptedWorker.Link, AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Map<String, ScriptedWorker> workers = new ConcurrentHashMap<>();
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaShareConsumer<String, byte[]> work;
    private final KafkaConsumer<String, byte[]> control;
    private final ScheduledExecutorService timer;
    private final int partition;
    private final int partitions;
    private final Semaphore idle = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /** @param number of the group; all its workers have their control messages in one partition */
    WorkerGroup(String brokers, int number, ScheduledExecutorService timer) {
        this.timer = timer;
        producer = new KafkaProducer<>(
                settings(brokers, Map.of("acks", "all", "linger.ms", 0, "max.in.flight.requests.per.connection", 1)),
                new StringSerializer(),
                new ByteArraySerializer());
        control = new KafkaConsumer<>(
                settings(brokers, Map.of("enable.auto.commit", false, "auto.offset.reset", "latest")),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        partitions = control.partitionsFor(Topics.CONTROL).size();
        partition = number % partitions;
        work = new KafkaShareConsumer<>(
                settings(
                        brokers,
                        Map.of(
                                "group.id",
                                Topics.WORKER_GROUP,
                                "max.poll.records",
                                1,
                                "share.acknowledgement.mode",
                                "explicit",
                                "share.acquire.mode",
                                "record_limit",
                                "fetch.max.bytes",
                                16 * 1024)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private static Map<String, Object> settings(String brokers, Map<String, Object> own) {
        Map<String, Object> settings = new HashMap<>(own);
        settings.put("bootstrap.servers", brokers);
        settings.put("enable.metrics.push", false);
        return settings;
    }

    /** The first of the names {@code base-0}, {@code base-1} … whose control messages are in this group's partition. */
    WorkerId name(String base) {
        int tried = 0;
        while (Utils.toPositive(Utils.murmur2(Utils.utf8(base + "-" + tried))) % partitions != partition) {
            tried++;
        }
        return new WorkerId(base + "-" + tried);
    }

    void add(ScriptedWorker worker) {
        workers.put(worker.id().value(), worker);
        idle.release();
    }

    /** Kills a worker as kill −9 does. */
    void kill(ScriptedWorker worker) {
        worker.kill();
        workers.remove(worker.id().value());
    }

    List<ScriptedWorker> workers() {
        return List.copyOf(workers.values());
    }

    void start(int number) {
        TopicPartition own = new TopicPartition(Topics.CONTROL, partition);
        control.assign(List.of(own));
        control.seekToEnd(List.of(own));
        control.position(own);
        work.subscribe(List.of(Topics.WORK));
        threads.add(new Thread(this::takeWork, "work-" + number));
        threads.add(new Thread(this::listen, "control-" + number));
        threads.forEach(Thread::start);
    }

    private void listen() {
        while (!closed) {
            try {
                control.poll(POLL).forEach(heard -> {
                    ScriptedWorker worker = workers.get(heard.key());
                    if (worker != null) {
                        worker.hear(Json.read(heard.value(), ControlMessage.class));
                    }
                });
            } catch (WakeupException e) {
                // closing
            }
        }
        control.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSING));
    }

    private void takeWork() {
        while (!closed) {
            Optional<ScriptedWorker> free =
                    workers.values().stream().filter(ScriptedWorker::isIdle).findAny();
            if (free.isEmpty()) {
                awaitIdle();
            } else {
                takeNext(free.get());
            }
        }
        work.close(CLOSING);
    }

    private void takeNext(ScriptedWorker worker) {
        try {
            ConsumerRecords<String, byte[]> polled = work.poll(POLL);
            boolean given = false;
            for (ConsumerRecord<String, byte[]> delivered : polled) {
                boolean mine = !given && claim(worker, delivered);
                given |= mine;
                work.acknowledge(delivered, mine ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE);
            }
            if (!polled.isEmpty()) {
                work.commitSync();
            }
        } catch (WakeupException e) {
            // closing
        }
    }

    private static boolean claim(ScriptedWorker worker, ConsumerRecord<String, byte[]> delivered) {
        CompletableFuture<Boolean> arrived = new CompletableFuture<>();
        worker.take(Json.read(delivered.value(), RunTrial.class), arrived::complete);
        return arrived.join();
    }

    private void awaitIdle() {
        try {
            if (idle.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                idle.drainPermits();
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Sends every worker's heartbeat. */
    void beat() {
        for (ScriptedWorker worker : workers.values()) {
            worker.heartbeat()
                    .ifPresent(heartbeat -> send(new ProducerRecord<>(
                            Topics.FLEET, heartbeat.worker().value(), Json.bytes(heartbeat))));
        }
    }

    private void send(ProducerRecord<String, byte[]> outgoing) {
        var unused = producer.send(outgoing);
    }

    @Override
    public void send(ClaimAttempt claim, java.util.function.Consumer<Boolean> arrived) {
        var outgoing = new ProducerRecord<>(Topics.INBOX, claim.study().value(), Json.bytes(claim));
        var unused = producer.send(outgoing, (metadata, error) -> arrived.accept(error == null));
    }

    @Override
    public void send(AttemptFact fact) {
        send(new ProducerRecord<>(Topics.INBOX, fact.study().value(), Json.bytes(fact)));
    }

    @Override
    public void later(Duration delay, Runnable action) {
        var unused = timer.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void idle() {
        idle.release();
    }

    @Override
    public void close() {
        closed = true;
        work.wakeup();
        control.wakeup();
        idle.release();
        try {
            for (Thread thread : threads) {
                thread.join(CLOSING.multipliedBy(3).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the threads end by themselves
        }
        producer.close(CLOSING);
    }
}
