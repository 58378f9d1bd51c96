package dev.regatta.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.Topics;
import dev.regatta.protocol.Versioned;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.codec.InboxRecord;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.command.ClaimAttempt;
import dev.regatta.protocol.command.RunTrial;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.control.ControlMessage.AcceptFact;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.FactHeader;
import dev.regatta.protocol.fleet.PoolName;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import dev.regatta.protocol.fleet.WorkerState;
import dev.regatta.protocol.study.DatasetSpec;
import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Workload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two workers at a real broker. */
@Timeout(60)
class KafkaConnectionTest {
    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    static Path directory;

    private static TestBroker broker;
    private static KafkaProducer<String, byte[]> outside;

    private KafkaConnection first;
    private KafkaConnection second;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = TestBroker.start(directory);
        outside = new KafkaClients(broker.bootstrap(), "outside").patientProducer();
    }

    @AfterAll
    static void stopBroker() {
        outside.close();
        broker.close();
    }

    @BeforeEach
    void connect() throws InterruptedException {
        first = KafkaConnection.open(broker.bootstrap(), new WorkerId("first"), PoolName.DEFAULT, BEAT);
        second = KafkaConnection.open(broker.bootstrap(), new WorkerId("second"), PoolName.DEFAULT, BEAT);
    }

    @AfterEach
    void disconnect() {
        first.close();
        second.close();
    }

    private static AttemptId attempt(int number) {
        return AttemptId.parse("s/3/" + number);
    }

    private static void send(String topic, byte[] value) {
        send(topic, "key", value);
    }

    private static void send(String topic, String key, byte[] value) {
        Sending.send(outside, new ProducerRecord<>(topic, key, value)).join();
    }

    private static void sendWork(int attempt) {
        sendWork(PoolName.DEFAULT, attempt);
    }

    private static void sendWork(String pool, int attempt) {
        send(
                PoolName.topic(pool),
                Json.bytes(new RunTrial(
                        attempt(attempt),
                        Parameters.NONE,
                        new Workload.Train(),
                        new DatasetSpec("generated", Optional.empty(), Optional.empty(), Optional.empty(), 1),
                        new Objective("accuracy", Objective.Direction.MAXIMIZE),
                        1,
                        List.of())));
    }

    /** Polls until work comes; a member needs a moment to be let into its group. */
    private static int take(KafkaConnection worker) {
        Optional<RunTrial> work = Optional.empty();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (work.isEmpty() && System.nanoTime() < deadline) {
            work = worker.work().next(Duration.ofSeconds(1), claimed -> {});
        }
        return work.orElseThrow().attempt().number();
    }

    private static boolean finds(KafkaConnection worker, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (System.nanoTime() < deadline) {
            if (worker.work().next(Duration.ofMillis(500), claimed -> {}).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static List<ConsumerRecord<String, byte[]>> read(String topic, int atLeast) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> reader = new KafkaClients(broker.bootstrap(), "onlooker").reader()) {
            List<TopicPartition> all = List.of(new TopicPartition(topic, 0));
            reader.assign(all);
            reader.seekToBeginning(all);
            while (found.size() < atLeast) {
                reader.poll(Duration.ofMillis(500)).forEach(found::add);
            }
        }
        return found;
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void claimedWorkIsNobodyElsesAndABusyWorkerHoldsNoMore() {
        sendWork(1);
        int taken = take(first);
        sendWork(2);
        sendWork(3);

        // The first is busy: it does not poll.
        assertThat(List.of(taken, take(second), take(second))).containsExactly(1, 2, 3);
        assertThat(finds(second, Duration.ofSeconds(2))).as("any of them again").isFalse();
    }

    @Test
    void workWhoseClaimFailsIsGivenBack() {
        sendWork(4);
        CountDownLatch refused = new CountDownLatch(1);
        while (refused.getCount() > 0) {
            Optional<RunTrial> work = first.work().next(Duration.ofSeconds(1), claimed -> {
                refused.countDown();
                throw new IllegalStateException("the claim got lost");
            });
            assertThat(work).isEmpty();
        }

        assertThat(take(second)).isEqualTo(4);
    }

    @Test
    void aPoolsWorkIsForItsWorkersAlone() throws InterruptedException {
        try (KafkaConnection pooled = KafkaConnection.open(broker.bootstrap(), new WorkerId("third"), "spot", BEAT)) {
            sendWork("spot", 6);
            assertThat(take(pooled)).isEqualTo(6);
            sendWork(7);
            assertThat(take(first)).isEqualTo(7);
            assertThat(finds(pooled, Duration.ofSeconds(1)))
                    .as("work of another pool")
                    .isFalse();
        }
    }

    @Test
    void aWorkerThatKafkaKeepsOutOfItsGroupJoinsItWhenItMay() throws Exception {
        String pool = "taken";
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.bootstrap(), "group.id", PoolName.group(pool), "enable.auto.commit", false);
        KafkaConnection refused;
        try (KafkaConsumer<String, String> other =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            other.subscribe(List.of(Topics.FLEET));
            while (other.assignment().isEmpty()) {
                other.poll(Duration.ofMillis(100));
            }
            refused = KafkaConnection.open(broker.bootstrap(), new WorkerId("refused"), pool, BEAT);
            assertThat(finds(refused, Duration.ofSeconds(1))).isFalse();
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.deleteConsumerGroups(List.of(PoolName.group(pool))).all().get(30, TimeUnit.SECONDS);
        }
        sendWork(pool, 8);
        try {
            assertThat(take(refused)).isEqualTo(8);
        } finally {
            refused.close();
        }
    }

    @Test
    void unreadableWorkIsBuriedWithItsReasonAndTheNextIsServed() {
        send(Topics.WORK, "no json".getBytes(StandardCharsets.UTF_8));
        sendWork(5);

        assertThat(take(first)).isEqualTo(5);
        ConsumerRecord<String, byte[]> letter = read(Topics.DEAD_LETTER, 1).get(0);
        assertThat(letter.value()).isEqualTo("no json".getBytes(StandardCharsets.UTF_8));
        assertThat(header(letter, "topic")).isEqualTo(Topics.WORK);
        assertThat(header(letter, "partition")).isEqualTo("0");
        assertThat(header(letter, "offset")).matches("\\d+");
        assertThat(header(letter, "reason")).contains("RunTrial");
    }

    @Test
    void controlIsHeardFromTheOpeningOnAndNonsenseIsSkipped() throws InterruptedException {
        BlockingQueue<ControlMessage> heard = new LinkedBlockingQueue<>();
        AcceptFact before = new AcceptFact(new WorkerId("first"), attempt(1), 1, 1);
        AcceptFact after = new AcceptFact(new WorkerId("first"), attempt(1), 1, 2);
        send(Topics.CONTROL, "first", Json.bytes(before));
        first.listen(heard::add);

        send(Topics.CONTROL, "first", "no json".getBytes(StandardCharsets.UTF_8));
        send(Topics.CONTROL, "second", Json.bytes(new AcceptFact(new WorkerId("second"), attempt(2), 1, 7)));
        send(Topics.CONTROL, "first", Json.bytes(after));

        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(after);
    }

    @Test
    void claimsAndFactsArriveInOrderUnderTheStudysKey() {
        WorkerId worker = new WorkerId("first");
        first.facts()
                .claim(new ClaimAttempt(attempt(1), worker, Optional.of("claim")))
                .join();
        for (int sequence = 1; sequence <= 50; sequence++) {
            first.facts().send(new AttemptYielded(new FactHeader(attempt(1), 1, sequence, worker), "because"));
        }

        List<ConsumerRecord<String, byte[]>> inbox = read(Topics.INBOX, 51);
        assertThat(inbox).extracting(ConsumerRecord::key).containsOnly("s");
        assertThat(inbox.subList(1, inbox.size()).stream()
                        .map(fact -> ((InboxRecord.OfFact) InboxRecord.read(fact.value(), Versioned.NEWEST)).fact())
                        .map(AttemptFact::header)
                        .map(FactHeader::sequence))
                .isSorted()
                .hasSize(50);
    }

    @Test
    void arrivedHeartbeatIsToldOf() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        WorkerHeartbeat heartbeat = new WorkerHeartbeat(
                new WorkerId("first"), Instant.EPOCH, WorkerState.IDLE, "host", 1, "cpu", 1, "1.0", Optional.empty());

        first.heartbeats().send(heartbeat, arrived::countDown);

        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        ConsumerRecord<String, byte[]> beat = read(Topics.FLEET, 1).get(0);
        assertThat(beat.key()).isEqualTo("first");
        assertThat(Json.read(beat.value(), WorkerHeartbeat.class)).isEqualTo(heartbeat);
    }
}
