package dev.regatta.worker.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.WorkerId;
import dev.regatta.worker.attempt.CheckpointStore;
import dev.regatta.worker.attempt.CheckpointStoreContract;
import dev.regatta.worker.attempt.IncompatibleCheckpointException;
import dev.regatta.worker.attempt.PrototypeStore;
import dev.regatta.worker.attempt.PrototypeStoreContract;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The stores over a real member, reached as a worker reaches it. */
class HazelcastStoresTest {
    private static HazelcastInstance member;
    private static HazelcastConnection connection;

    @BeforeAll
    static void startMember() {
        Config config = new Config("regatta-test-member");
        config.setClusterName(HazelcastConnection.CLUSTER);
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.getJetConfig().setEnabled(false);
        config.getNetworkConfig().setPort(0).setPublicAddress("127.0.0.1");
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        member = Hazelcast.newHazelcastInstance(config);
        int port = member.getCluster().getLocalMember().getSocketAddress().getPort();
        connection = HazelcastConnection.open(List.of("127.0.0.1:" + port), new WorkerId("store-test"));
    }

    @AfterAll
    static void stopMember() {
        connection.close();
        member.shutdown();
    }

    private static Map<String, byte[]> chunks() {
        return member.getMap(HazelcastCheckpointStore.CHUNKS);
    }

    @Test
    void memberSeesTheConnectionUnderTheWorkersName() {
        assertThat(member.getClientService().getConnectedClients())
                .extracting(com.hazelcast.client.Client::getName)
                .contains("store-test");
    }

    @Nested
    class Checkpoints extends CheckpointStoreContract {
        @Override
        protected CheckpointStore store() {
            return connection.checkpoints();
        }

        @Override
        protected void damage(CheckpointRef checkpoint) {
            String second = checkpoint.key() + "/1";
            byte[] content = Objects.requireNonNull(chunks().get(second));
            content[content.length / 2] ^= 1;
            chunks().put(second, content);
        }

        @Test
        void checkpointWithoutItsLastChunkIsRefused() {
            CheckpointRef saved = store().save(name(3, 1), new byte[9 << 20]);
            chunks().remove(saved.key() + "/2");

            assertThatThrownBy(() -> store().load(saved))
                    .isInstanceOf(IncompatibleCheckpointException.class)
                    .hasMessageContaining("lacks chunk 2");
        }

        @Test
        void manifestThatIsNoJsonIsRefused() {
            CheckpointRef saved = store().save(name(3, 2), new byte[10]);
            member.<String, byte[]>getMap(HazelcastCheckpointStore.MANIFESTS).put(saved.key(), new byte[] {'{'});

            assertThatThrownBy(() -> store().load(saved))
                    .isInstanceOf(IncompatibleCheckpointException.class)
                    .hasMessageContaining("manifest");
        }
    }

    @Nested
    class Prototypes extends PrototypeStoreContract {
        @Override
        protected PrototypeStore store() {
            return connection.prototypes();
        }
    }
}
