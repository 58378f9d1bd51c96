package dev.regatta.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.coordinator.store.DatabaseConfig.Secret;
import dev.regatta.coordinator.store.DatabaseConfig.Synchronous;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseConfigTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "regatta.db", "jdbc:mysql://127.0.0.1/regatta", "postgresql://127.0.0.1/regatta"})
    void urlOfNoKnownDatabaseIsNamed(String url) {
        assertThatThrownBy(() -> config(url))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("database is '" + url + "', must begin with jdbc:sqlite: or jdbc:postgresql:");
    }

    @Test
    void passwordIsShownNowhere() {
        assertThatThrownBy(() -> config("jdbc:postgresql://db/regatta?user=a&password=hunter2"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("jdbc:postgresql://db/regatta")
                .message()
                .doesNotContain("hunter2");
        DatabaseConfig config = new DatabaseConfig(
                "jdbc:postgresql://db/regatta?user=a", Optional.of(new Secret("hunter2")), Synchronous.FULL);
        assertThat(config.toString()).isEqualTo("jdbc:postgresql://db/regatta");
        assertThat(config.password().toString()).doesNotContain("hunter2");
    }

    @Test
    void unreachableServerIsNamedInOneLine() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertRefused("jdbc:postgresql://127.0.0.1:" + port + "/regatta?user=a", "refused");
    }

    @Test
    void missingDatabaseIsNamedInOneLine() {
        String url = PostgresForTests.newDatabase().url();
        assertRefused(url.replaceAll("/test\\d+", "/nothing"), "\"nothing\" does not exist");
    }

    private static void assertRefused(String url, String reason) {
        assertThatThrownBy(() -> Database.open(config(url)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(url.replaceAll("\\?.*", ""))
                .hasMessageContaining("cannot be opened")
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("\n");
    }

    private static DatabaseConfig config(String url) {
        return new DatabaseConfig(url, Optional.empty(), Synchronous.FULL);
    }
}
