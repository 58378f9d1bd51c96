package dev.regatta.coordinator.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Kafka's settings for a broker alone on one machine: controller and broker in one, nothing replicated, quick to start. */
final class BrokerSettings {
    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";
    private static final String HOST = "127.0.0.1";

    private BrokerSettings() {}

    /** @param more settings that add to these or replace them */
    static Map<String, String> of(Path directory, int port, int controllerPort, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE));
        settings.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put(
                "listeners",
                "PLAINTEXT://" + HOST + ":" + port + "," + CONTROLLER + "://" + HOST + ":" + controllerPort);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("log.dirs", directory.toString());
        settings.putAll(SINGLE_NODE);
        settings.putAll(GROUPS);
        settings.putAll(THREADS);
        settings.putAll(more);
        return settings;
    }

    private static final Map<String, String> SINGLE_NODE = Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "transaction.state.log.num.partitions", "4",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "share.coordinator.state.topic.num.partitions", "4",
            // After a kill −9 a new broker waits until the old one's session is over: 9 s by default.
            "broker.session.timeout.ms", "2000",
            "broker.heartbeat.interval.ms", "500");

    private static final Map<String, String> GROUPS = Map.of(
            // Every worker is a member of one share group; Kafka's default allows 200.
            "group.share.max.size", "1000",
            "group.share.max.share.sessions", "1000",
            "group.initial.rebalance.delay.ms", "0",
            "group.consumer.min.session.timeout.ms", "3000",
            "group.consumer.min.heartbeat.interval.ms", "500",
            "auto.create.topics.enable", "false");

    private static final Map<String, String> THREADS = Map.of(
            "num.network.threads", "2",
            "num.io.threads", "4",
            "background.threads", "2",
            "log.cleaner.threads", "1",
            "log.cleaner.dedupe.buffer.size", "4194304",
            "num.recovery.threads.per.data.dir", "1");
}
