package dev.regatta.coordinator.kafka;

import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.runtime.InboxBatch;
import dev.regatta.coordinator.runtime.InboxSource;
import dev.regatta.coordinator.runtime.Ownership;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code regatta.inbox} through the coordinators' consumer group. Kafka shares out the partitions; where each goes on
 * is the database's word alone. Used by one thread.
 */
public final class KafkaInbox implements InboxSource, ConsumerRebalanceListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaInbox.class);

    /** After that time without a word of a coordinator the others take its partitions over: the least that brokers allow. */
    static final Duration SESSION = Duration.ofSeconds(6);

    private static final Duration HEARTBEAT = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final EventLog log;
    private final String name;
    private final KafkaConsumer<String, byte[]> consumer;
    private final int partitions;
    /** The offset up to which each partition was handed out and, unless a commit failed, decided. */
    private final Map<Integer, Long> next = new HashMap<>();

    private volatile Ownership owned;
    private Runnable settle = () -> {};

    /**
     * Joins the group.
     *
     * @param name this coordinator's own: a new process of that name takes the place of the last one at once
     * @param installation what all coordinators of one database have in common
     * @param reads the newest version of messages that this coordinator reads, which it tells the others
     */
    public KafkaInbox(String bootstrap, EventLog log, String name, String installation, int reads) {
        this.log = log;
        this.name = name;
        Map<String, Object> settings = new HashMap<>(KafkaClients.consumer(bootstrap));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, Topics.COORDINATOR_GROUP);
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, new GroupIdentity(installation, reads).clientId());
        // Unlike the newer one, this protocol lets a client choose its session's length, and a name's next process go
        // on.
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(CooperativeStickyAssignor.class));
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) HEARTBEAT.toMillis());
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        this.consumer = new KafkaConsumer<>(settings);
        this.partitions = consumer.partitionsFor(Topics.INBOX).size();
        this.owned = Ownership.none(partitions);
        consumer.subscribe(List.of(Topics.INBOX), this);
    }

    @Override
    public List<InboxBatch> poll(Duration timeout) {
        ConsumerRecords<String, byte[]> records = polled(timeout);
        List<InboxBatch> batches = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            batches.add(batch(partition.partition(), records.records(partition)));
        }
        return batches;
    }

    private ConsumerRecords<String, byte[]> polled(Duration timeout) {
        try {
            return consumer.poll(timeout);
        } catch (WakeupException e) {
            return timeout.isZero() ? ConsumerRecords.empty() : polled(Duration.ZERO); // else requests keep records out
        } catch (FencedInstanceIdException e) {
            throw new IllegalStateException(
                    "name is " + name + ", which another coordinator has too: this one decides nothing any longer", e);
        }
    }

    @Override
    public void wake() {
        consumer.wakeup();
    }

    @Override
    public Ownership owned() {
        return owned;
    }

    /** As Kafka's producers place a key. */
    @Override
    public int partition(StudyId study) {
        return Utils.toPositive(Utils.murmur2(study.value().getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    @Override
    public void beforeLoss(Runnable settling) {
        settle = settling;
    }

    private InboxBatch batch(int partition, List<ConsumerRecord<String, byte[]>> records) {
        long first = next.getOrDefault(partition, 0L);
        long end = records.get(records.size() - 1).offset() + 1;
        next.put(partition, end);
        return new InboxBatch(
                partition, first, end, records.stream().map(KafkaInbox::raw).toList());
    }

    private static InboxBatch.RawRecord raw(ConsumerRecord<String, byte[]> record) {
        return new InboxBatch.RawRecord(record.offset(), record.value() == null ? new byte[0] : record.value());
    }

    @Override
    public void rewind() {
        seek(consumer.assignment());
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> gained) {
        if (!gained.isEmpty()) {
            seek(gained);
            changed();
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> given) {
        if (given.isEmpty()) {
            return;
        }
        try {
            settle.run();
        } catch (RuntimeException e) {
            LOG.warn("the last decisions on {} are left to their next owner", given, e);
        }
        onPartitionsLost(given);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        lost.forEach(partition -> next.remove(partition.partition()));
        changed();
    }

    private void changed() {
        owned = new Ownership(owned.generation() + 1, next.keySet(), partitions);
    }

    private void seek(Collection<TopicPartition> of) {
        for (TopicPartition partition : of) {
            OptionalLong stored = log.offset(partition.partition());
            long from = stored.orElse(0);
            next.put(partition.partition(), from);
            consumer.seek(partition, from);
        }
    }

    /** Leaves the group, so that others need not wait for the end of the session. */
    @Override
    public void close() {
        settle = () -> {};
        consumer.close(CloseOptions.timeout(CLOSE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
}
