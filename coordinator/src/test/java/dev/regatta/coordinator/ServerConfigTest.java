package dev.regatta.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerConfigTest {

    @Test
    void withoutATokenOnlyLoopbackIsListenedOn() {
        assertThat(config("127.0.0.1", 0, 15, Optional.empty()).host()).isEqualTo("127.0.0.1");
        assertThat(config("::1", 0, 15, Optional.empty()).host()).isEqualTo("::1");
        assertThatThrownBy(() -> config("0.0.0.0", 0, 15, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host is 0.0.0.0")
                .hasMessageContaining("token-file");
        assertThat(config("0.0.0.0", 0, 15, Optional.of(Path.of("token"))).host())
                .isEqualTo("0.0.0.0");
    }

    @Test
    void badValuesAreNamedWithTheirBounds() {
        assertThatThrownBy(() -> config("127.0.0.1", 70_000, 15, Optional.empty()))
                .hasMessage("port is 70000, must be 0 to 65535");
        assertThatThrownBy(() -> config("127.0.0.1", 0, 0, Optional.empty()))
                .hasMessage("lease-seconds is 0, must be ≥ 1");
    }

    @Test
    void coordinatorsOfOneSqliteFileAreRefused() {
        ServerConfig alone = config("127.0.0.1", 0, 15, Optional.empty());
        ClusterConfig shared = new ClusterConfig("first", List.of("10.0.0.1:5701", "10.0.0.2:5701"));
        assertThatThrownBy(() -> new ServerConfig(
                        alone.host(),
                        alone.port(),
                        alone.dataDirectory(),
                        alone.kafka(),
                        alone.hazelcastPort(),
                        alone.tokenFile(),
                        alone.lease(),
                        alone.database(),
                        alone.artifacts(),
                        alone.checkpoints(),
                        shared,
                        alone.quotas()))
                .hasMessageContaining("hazelcast-members is 10.0.0.1:5701,10.0.0.2:5701")
                .hasMessageContaining("jdbc:postgresql:");
    }

    @Test
    void namesAndMembersOfCoordinatorsAreChecked() {
        assertThatThrownBy(() -> new ClusterConfig("a/b", List.of())).hasMessageStartingWith("name is a/b, must be");
        assertThatThrownBy(() -> new ClusterConfig("a", List.of("host:0"))).hasMessageContaining("has host:0");
        assertThatThrownBy(() -> new ClusterConfig("a", List.of("host"))).hasMessageContaining("HOST:PORT");
        assertThat(ClusterConfig.alone(5701).name()).endsWith("-5701");
    }

    private static ServerConfig config(String host, int port, int leaseSeconds, Optional<Path> token) {
        return new ServerConfig(
                host, port, Path.of("data"), "127.0.0.1:9092", 5701, token, Duration.ofSeconds(leaseSeconds));
    }
}
