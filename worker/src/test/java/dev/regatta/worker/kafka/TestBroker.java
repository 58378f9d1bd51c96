package dev.regatta.worker.kafka;

import dev.regatta.protocol.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.ShareVersion;

/** A Kafka broker in this process, with the topics that a worker needs. */
final class TestBroker implements AutoCloseable {
    private static final String CONTROLLER = "CONTROLLER";

    private final KafkaRaftServer server;
    private final String bootstrap;

    private TestBroker(KafkaRaftServer server, String bootstrap) {
        this.server = server;
        this.bootstrap = bootstrap;
    }

    static TestBroker start(Path directory) throws Exception {
        String address = "127.0.0.1:" + freePort();
        format(directory);
        KafkaRaftServer server =
                new KafkaRaftServer(new KafkaConfig(settings(directory, address, freePort()), false), Time.SYSTEM);
        server.startup();
        TestBroker broker = new TestBroker(server, address);
        broker.createTopics();
        return broker;
    }

    private static void format(Path directory) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName(CONTROLLER)
                .setFeatureLevel(ShareVersion.FEATURE_NAME, ShareVersion.SV_1.featureLevel())
                .run();
    }

    private static Map<String, String> settings(Path directory, String address, int controllerPort) {
        String controller = "127.0.0.1:" + controllerPort;
        Map<String, String> settings = new HashMap<>(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                "1",
                "controller.quorum.voters",
                "1@" + controller,
                "controller.listener.names",
                CONTROLLER,
                "listeners",
                "PLAINTEXT://" + address + "," + CONTROLLER + "://" + controller,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
                "log.dirs",
                directory.toString(),
                "auto.create.topics.enable",
                "false",
                "offsets.topic.replication.factor",
                "1"));
        settings.putAll(Map.of(
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1",
                "log.cleaner.dedupe.buffer.size", "4194304"));
        return settings;
    }

    /** From below the ports of outgoing connections, which the broker's own would be: it connects before it listens. */
    private static int freePort() throws IOException {
        int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (BindException e) {
            return freePort();
        }
    }

    private void createTopics() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            short one = 1;
            admin.createTopics(
                            List.of(Topics.INBOX, Topics.WORK, Topics.CONTROL, Topics.FLEET, Topics.DEAD_LETTER)
                                    .stream()
                                    .map(name -> new NewTopic(name, name.equals(Topics.CONTROL) ? 8 : 1, one))
                                    .toList())
                    .all()
                    .get();
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.GROUP, Topics.WORKER_GROUP),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    String bootstrap() {
        return bootstrap;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
