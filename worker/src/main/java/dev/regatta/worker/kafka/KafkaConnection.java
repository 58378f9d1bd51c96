package dev.regatta.worker.kafka;

import dev.regatta.protocol.Topics;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.fleet.PoolName;
import dev.regatta.worker.attempt.FactSender;
import dev.regatta.worker.attempt.HeartbeatSender;
import dev.regatta.worker.attempt.WorkSource;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that this worker has open in Kafka. */
public final class KafkaConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaConnection.class);
    private static final Set<String> NEEDED = Set.of(Topics.INBOX, Topics.WORK, Topics.CONTROL, Topics.FLEET);
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final KafkaClients clients;
    private final WorkerId worker;
    private final KafkaProducer<String, byte[]> facts;
    private final KafkaProducer<String, byte[]> heartbeats;
    private final KafkaWorkSource work;
    private @Nullable KafkaControlReader control;

    /**
     * Connects, and waits for as long as the broker or the topics, which the coordinator creates, are not there.
     *
     * @param brokers {@code host:port}, separated by commas
     * @param pool whose work it takes
     * @param heartbeat a heartbeat that did not arrive within twice this time is given up
     */
    public static KafkaConnection open(String brokers, WorkerId worker, String pool, Duration heartbeat)
            throws InterruptedException {
        awaitTopics(brokers, pool);
        return new KafkaConnection(new KafkaClients(brokers, worker.value()), worker, pool, heartbeat);
    }

    private KafkaConnection(KafkaClients clients, WorkerId worker, String pool, Duration heartbeat) {
        this.clients = clients;
        this.worker = worker;
        facts = clients.patientProducer();
        heartbeats = clients.hastyProducer(heartbeat.multipliedBy(2));
        work = new KafkaWorkSource(() -> clients.shareConsumer(pool), pool, new DeadLetters(facts));
    }

    private static void awaitTopics(String brokers, String pool) throws InterruptedException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000);
        try (Admin admin = Admin.create(settings)) {
            while (!hasTopics(admin, brokers, pool)) {
                Thread.sleep(500);
            }
        }
    }

    private static boolean hasTopics(Admin admin, String brokers, String pool) throws InterruptedException {
        try {
            boolean there = admin.listTopics().names().get().containsAll(NEEDED);
            if (there && !pool.equals(PoolName.DEFAULT)) {
                PoolTopic.ensure(admin, pool);
            }
            return there;
        } catch (ExecutionException e) {
            LOG.warn("Kafka at {} does not answer yet, trying again: {}", brokers, e.getMessage());
            return false;
        }
    }

    /** Reads control messages from now on. */
    public void listen(Consumer<ControlMessage> listener) {
        control = new KafkaControlReader(clients.reader(), worker, listener);
        control.start();
    }

    public FactSender facts() {
        return new KafkaFactSender(facts);
    }

    public HeartbeatSender heartbeats() {
        return new KafkaHeartbeatSender(heartbeats);
    }

    /** For one thread. */
    public WorkSource work() {
        return work;
    }

    /** Sends what is still to be sent, for a short while. Called by the thread that reads the work. */
    @Override
    public void close() {
        work.close();
        if (control != null) {
            control.close();
        }
        facts.close(CLOSING);
        heartbeats.close(CLOSING);
    }
}
