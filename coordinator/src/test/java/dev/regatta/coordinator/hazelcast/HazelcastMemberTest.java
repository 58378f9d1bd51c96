package dev.regatta.coordinator.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import dev.regatta.coordinator.kafka.FreePorts;
import dev.regatta.protocol.CheckpointMaps;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.WorkerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HazelcastMemberTest {

    private static final String KEY = "study/0/1/10";
    private static final CheckpointRef CHECKPOINT = new CheckpointRef(KEY, 1, 10, 2, "00");

    @TempDir
    private Path directory;

    private final BlockingQueue<WorkerId> disconnected = new LinkedBlockingQueue<>();

    @Test
    void whatAPutReturnedForSurvivesTheMember() throws IOException {
        int port = FreePorts.next();
        try (HazelcastMember member = start(port)) {
            assertThat(member.isRunning()).isTrue();
            useMaps(port, (chunks, manifests) -> {
                chunks.put(CheckpointMaps.chunkKey(KEY, 0), new byte[] {1, 2});
                manifests.put(KEY, new byte[] {3});
            });
        }
        try (HazelcastMember again = start(port)) {
            useMaps(port, (chunks, manifests) -> {
                assertThat(chunks.get(CheckpointMaps.chunkKey(KEY, 0))).containsExactly(1, 2);
                assertThat(manifests.get(KEY)).containsExactly(3);
                assertThat(manifests.get("study/0/1/20")).isNull();
            });
            again.delete(CHECKPOINT);
            useMaps(port, (chunks, manifests) -> {
                assertThat(chunks.get(CheckpointMaps.chunkKey(KEY, 0))).isNull();
                assertThat(manifests.get(KEY)).isNull();
            });
        }
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aKeyCannotLeaveTheDirectory() throws IOException {
        int port = FreePorts.next();
        try (HazelcastMember member = start(port)) {
            assertThat(member.isRunning()).isTrue();
            useMaps(port, (chunks, manifests) -> manifests.put("../../escaped", new byte[] {1}));
        }
        assertThat(directory.resolve(CheckpointMaps.MANIFESTS)).isDirectoryContaining("glob:**escaped.bin");
        assertThat(directory.resolveSibling("escaped.bin")).doesNotExist();
    }

    @Test
    void aClientThatDisconnectsIsNamed() throws Exception {
        int port = FreePorts.next();
        try (HazelcastMember member = start(port)) {
            assertThat(member.isRunning()).isTrue();
            useMaps(port, (chunks, manifests) -> assertThat(chunks.size()).isZero());
            assertThat(disconnected.poll(10, TimeUnit.SECONDS)).isEqualTo(new WorkerId("anna"));
        }
    }

    @Test
    void javaSerializationIsRefused() throws IOException {
        int port = FreePorts.next();
        try (HazelcastMember member = start(port)) {
            assertThat(member.isRunning()).isTrue();
            HazelcastInstance client = connect(port);
            try {
                IMap<String, Object> map = client.getMap(CheckpointMaps.PROTOTYPES);
                assertThatThrownBy(() -> map.put("key", new java.util.concurrent.atomic.AtomicLong(1)))
                        .isInstanceOf(RuntimeException.class);
            } finally {
                client.shutdown();
            }
        }
    }

    private interface Use {
        void of(IMap<String, byte[]> chunks, IMap<String, byte[]> manifests);
    }

    private static void useMaps(int port, Use use) {
        HazelcastInstance client = connect(port);
        try {
            use.of(client.getMap(CheckpointMaps.CHUNKS), client.getMap(CheckpointMaps.MANIFESTS));
        } finally {
            client.shutdown();
        }
    }

    private static HazelcastInstance connect(int port) {
        ClientConfig config = new ClientConfig();
        config.setClusterName(CheckpointMaps.CLUSTER);
        config.setInstanceName("anna");
        config.getNetworkConfig().addAddress("127.0.0.1:" + port);
        return HazelcastClient.newHazelcastClient(config);
    }

    private HazelcastMember start(int port) {
        return HazelcastMember.start("127.0.0.1", port, List.of(), directory, disconnected::add);
    }
}
