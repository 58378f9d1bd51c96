package dev.regatta.coordinator.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker, controller and broker in one process, that listens on loopback only. Meant for a JVM of its own
 * ({@code regatta broker}), since Kafka halts the JVM on a fault that it cannot mend; tests run it in theirs.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** As {@link #start(Path, int, Map)}, with the settings as they are. */
    public static EmbeddedBroker start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    /**
     * Starts a broker and returns once it serves. A data directory used before keeps its topics and its cluster id.
     *
     * @param port 0 for a free one
     * @param settings of Kafka's broker, which add to those here or replace them
     * @throws BrokerStartException if the port is taken or the directory cannot be used
     */
    public static EmbeddedBroker start(Path directory, int port, Map<String, String> settings) {
        Path absolute = directory.toAbsolutePath().normalize();
        int brokerPort = port == 0 ? FreePorts.next() : free(port);
        int controllerPort = FreePorts.next();
        BrokerStorage.prepare(absolute);
        try {
            KafkaConfig config =
                    new KafkaConfig(BrokerSettings.of(absolute, brokerPort, controllerPort, settings), false);
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(server, brokerPort);
        } catch (RuntimeException e) {
            throw new BrokerStartException(
                    "the broker cannot start on port " + brokerPort + " with data-dir " + absolute + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /** What clients connect to: {@code 127.0.0.1:PORT}. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Kafka itself reports a taken port only in its log, and halts; and its controller cannot have port 0. */
    private static int free(int port) {
        if (port < 0 || port > 65_535) {
            throw new BrokerStartException("port is " + port + ", must be 0 to 65535", null);
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new BrokerStartException("port is " + port + ", which is taken or not allowed: " + e.getMessage(), e);
        }
    }
}
