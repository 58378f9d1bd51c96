package dev.regatta.worker.hazelcast;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.config.ClientConnectionStrategyConfig.ReconnectMode;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.core.HazelcastInstance;
import dev.regatta.protocol.WorkerId;
import java.time.Duration;
import java.util.List;

/** This worker's connection to the coordinators' Hazelcast members. */
public final class HazelcastConnection implements AutoCloseable {
    /** Name of the cluster. */
    static final String CLUSTER = "regatta";
    /** An operation is tried for this long: a member's restart is survived. */
    private static final Duration INVOCATION = Duration.ofMinutes(10);

    private final HazelcastInstance client;

    private HazelcastConnection(HazelcastInstance client) {
        this.client = client;
    }

    /**
     * Connects, and waits for as long as no member is there.
     *
     * @param addresses members, {@code host:port}
     * @param worker names the connection, by which the coordinator sees it break
     */
    public static HazelcastConnection open(List<String> addresses, WorkerId worker) {
        return new HazelcastConnection(HazelcastClient.newHazelcastClient(config(addresses, worker)));
    }

    private static ClientConfig config(List<String> addresses, WorkerId worker) {
        ClientConfig config = new ClientConfig();
        config.setClusterName(CLUSTER);
        config.setInstanceName(worker.value());
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.client.statistics.enabled", "false");
        config.setProperty("hazelcast.client.invocation.timeout.seconds", Long.toString(INVOCATION.toSeconds()));
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.getNetworkConfig().setAddresses(addresses).setRedoOperation(true);
        config.getNetworkConfig().getAutoDetectionConfig().setEnabled(false);
        config.getConnectionStrategyConfig()
                .setReconnectMode(ReconnectMode.ON)
                .getConnectionRetryConfig()
                .setInitialBackoffMillis(200)
                .setMaxBackoffMillis(2000)
                .setClusterConnectTimeoutMillis(-1);
        // Keys are strings and values bytes: no class of Java's serialization is ever welcome.
        JavaSerializationFilterConfig nothing = new JavaSerializationFilterConfig().setDefaultsDisabled(true);
        nothing.getWhitelist().addClasses("dev.regatta.none");
        config.getSerializationConfig().setJavaSerializationFilterConfig(nothing);
        return config;
    }

    public HazelcastCheckpointStore checkpoints() {
        return new HazelcastCheckpointStore(
                client.getMap(HazelcastCheckpointStore.CHUNKS), client.getMap(HazelcastCheckpointStore.MANIFESTS));
    }

    public HazelcastPrototypeStore prototypes() {
        return new HazelcastPrototypeStore(client.getMap(HazelcastPrototypeStore.PROTOTYPES));
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
