package dev.regatta.coordinator.hazelcast;

import com.hazelcast.client.Client;
import com.hazelcast.client.ClientListener;
import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MapStoreConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.regatta.coordinator.s3.S3Bucket;
import dev.regatta.coordinator.s3.S3Location;
import dev.regatta.protocol.CheckpointMaps;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.WorkerId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * This coordinator's Hazelcast member. Holds checkpoints and prototypes, written through to files under the data
 * directory or to a bucket before a put returns; never a lock or a truth. Joins the members it is told of and nobody
 * else: no discovery, no Java deserialization.
 */
public final class HazelcastMember implements AutoCloseable {

    private static final int MEMORY_PERCENT = 25;

    private final HazelcastInstance instance;

    private HazelcastMember(HazelcastInstance instance) {
        this.instance = instance;
    }

    /**
     * Starts the member.
     *
     * @param address the address to listen on; a wildcard stands for an interface that Hazelcast picks
     * @param port the port, which must be free
     * @param members those of the other coordinators, {@code HOST:PORT}; this one may be among them
     * @param directory where the maps' entries are kept, the same for all members
     * @param disconnected told of each worker whose connection broke
     */
    public static HazelcastMember start(
            String address, int port, List<String> members, Path directory, Consumer<WorkerId> disconnected) {
        return start(address, port, members, map -> new FileMapStore(directory.resolve(map)), disconnected);
    }

    /** As {@link #start(String, int, List, Path, Consumer)}, but keeps the maps' entries in a bucket. */
    public static HazelcastMember start(
            String address, int port, List<String> members, S3Location location, Consumer<WorkerId> disconnected) {
        return start(address, port, members, map -> new S3MapStore(new S3Bucket(location.resolve(map))), disconnected);
    }

    private static HazelcastMember start(
            String address,
            int port,
            List<String> members,
            Function<String, EntryArchive> archives,
            Consumer<WorkerId> disconnected) {
        Config config = new Config();
        config.setClusterName(CheckpointMaps.CLUSTER);
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.getJetConfig().setEnabled(false);
        config.getMetricsConfig().setEnabled(false);
        config.getSerializationConfig()
                .setJavaSerializationFilterConfig(members.isEmpty() ? refuseJavaSerialization() : allowFailures());
        network(config.getNetworkConfig(), address, port, members);
        for (String map : CheckpointMaps.ALL) {
            config.addMapConfig(map(map, archives.apply(map)));
        }
        HazelcastInstance instance = Hazelcast.newHazelcastInstance(config);
        instance.getClientService().addClientListener(listener(disconnected));
        return new HazelcastMember(instance);
    }

    private static void network(NetworkConfig network, String address, int port, List<String> members) {
        network.setPort(port).setPortAutoIncrement(false);
        if (!isWildcard(address)) { // else Hazelcast takes the address of an interface, which clients can reach
            network.setPublicAddress(address + ":" + port);
            network.getInterfaces().setEnabled(true).addInterface(address);
        }
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin().getMulticastConfig().setEnabled(false);
        network.getJoin().getTcpIpConfig().setEnabled(!members.isEmpty()).setMembers(members);
    }

    private static boolean isWildcard(String address) {
        try {
            return InetAddress.getByName(address).isAnyLocalAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("host is " + address + ", which is no address of this machine", e);
        }
    }

    /** A whitelist that lets nothing through: the defaults act only beside a list that is not empty. */
    private static JavaSerializationFilterConfig refuseJavaSerialization() {
        JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
        filter.setDefaultsDisabled(true);
        filter.getWhitelist().addClasses("dev.regatta.none");
        return filter;
    }

    /** Members tell each other of failures as Java's own objects, and of nothing else: those of Hazelcast and the JDK. */
    private static JavaSerializationFilterConfig allowFailures() {
        JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
        filter.setDefaultsDisabled(true);
        filter.getWhitelist()
                .addPrefixes("com.hazelcast.", "[Ljava.lang.")
                .addPackages("java.lang", "java.util", "java.io");
        return filter;
    }

    private static MapConfig map(String name, EntryArchive archive) {
        MapConfig map = new MapConfig(name).setBackupCount(1);
        map.getEvictionConfig()
                .setEvictionPolicy(EvictionPolicy.LRU)
                .setMaxSizePolicy(MaxSizePolicy.USED_HEAP_PERCENTAGE)
                .setSize(MEMORY_PERCENT);
        map.setMapStoreConfig(
                new MapStoreConfig().setEnabled(true).setWriteDelaySeconds(0).setImplementation(archive));
        return map;
    }

    private static ClientListener listener(Consumer<WorkerId> disconnected) {
        return new ClientListener() {
            @Override
            public void clientConnected(Client client) {
                // The worker's next heartbeat says that it is back.
            }

            @Override
            public void clientDisconnected(Client client) {
                disconnected.accept(new WorkerId(client.getName()));
            }
        };
    }

    /** Deletes a checkpoint that no attempt will resume from. */
    public void delete(CheckpointRef checkpoint) {
        var chunks = instance.<String, byte[]>getMap(CheckpointMaps.CHUNKS);
        instance.getMap(CheckpointMaps.MANIFESTS).delete(checkpoint.key());
        for (int i = 0; chunks.remove(CheckpointMaps.chunkKey(checkpoint.key(), i)) != null; i++) {
            // One chunk after the other, up to the first that is not there.
        }
    }

    public boolean isRunning() {
        return instance.getLifecycleService().isRunning();
    }

    @Override
    public void close() {
        instance.shutdown();
    }
}
