package dev.regatta.coordinator.kafka;

import dev.regatta.protocol.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the topics that are missing, and lets the share group of the workers begin at the first record. */
public final class KafkaTopics {

    private static final long TIMEOUT_SECONDS = 30;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final short DEFAULT_REPLICATION = -1;

    /** Each message wakes all that read its partition: of a thousand workers some sixteen. */
    private static final int CONTROL_PARTITIONS = 64;

    private static final String ONE_HOUR_MS = "3600000";
    private static final String TEN_MINUTES_MS = "600000";

    private KafkaTopics() {}

    /** @throws IllegalStateException if the broker cannot be reached, naming it */
    public static void ensure(String bootstrap) {
        try (Admin admin = Admin.create(KafkaClients.admin(bootstrap))) {
            for (NewTopic topic : topics()) {
                create(admin, topic);
            }
            awaitPartitions(admin);
            await(admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.GROUP, Topics.WORKER_GROUP),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET))))
                    .all());
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "kafka is " + bootstrap + ", which cannot be reached: " + e.getMessage(), e);
        }
    }

    private static List<NewTopic> topics() {
        return List.of(
                new NewTopic(Topics.INBOX, 4, DEFAULT_REPLICATION),
                // One partition: a share group gives each partition to few of its members, and a record in one whose
                // members are all busy would wait while others are idle. All members share a single one.
                new NewTopic(Topics.WORK, 1, DEFAULT_REPLICATION),
                // A worker reads one partition of these, so what a worker hears does not grow with the whole fleet.
                new NewTopic(Topics.CONTROL, CONTROL_PARTITIONS, DEFAULT_REPLICATION)
                        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, ONE_HOUR_MS)),
                new NewTopic(Topics.JOURNAL, 4, DEFAULT_REPLICATION),
                new NewTopic(Topics.FLEET, 1, DEFAULT_REPLICATION)
                        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, ONE_HOUR_MS)),
                new NewTopic(Topics.REPLIES, 1, DEFAULT_REPLICATION)
                        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, TEN_MINUTES_MS)),
                new NewTopic(Topics.DEAD_LETTER, 1, DEFAULT_REPLICATION)
                        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")));
    }

    private static void create(Admin admin, NewTopic topic) throws ExecutionException, TimeoutException {
        try {
            await(admin.createTopics(List.of(topic)).all());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /** A broker that has just made a topic may not know its partitions yet; who asks for them then would get none. */
    private static void awaitPartitions(Admin admin) throws ExecutionException, TimeoutException {
        List<String> names = topics().stream().map(NewTopic::name).toList();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!havePartitions(admin, names)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("topics " + names + " have no partitions yet");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static boolean havePartitions(Admin admin, List<String> names) throws ExecutionException, TimeoutException {
        try {
            return await(admin.describeTopics(names).allTopicNames()).values().stream()
                    .allMatch(KafkaTopics::isServed);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    /** True if every partition can be read and written. */
    static boolean isServed(TopicDescription topic) {
        return !topic.partitions().isEmpty()
                && topic.partitions().stream().allMatch(partition -> partition.leader() != null);
    }

    private static <T> T await(org.apache.kafka.common.KafkaFuture<T> future)
            throws ExecutionException, TimeoutException {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were made", e);
        }
    }
}
