package dev.regatta.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.worker.WorkerConfig.InvalidConfigException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

class WorkerConfigTest {
    @TempDir
    Path directory;

    private static WorkerConfig config(String... arguments) {
        WorkerOptions options = new WorkerOptions();
        new CommandLine(options).parseArgs(arguments);
        return WorkerConfig.of(options);
    }

    @Test
    void defaultsAreThisMachinesUsualPorts() {
        WorkerConfig config = config();

        assertThat(config.kafka()).isEqualTo("127.0.0.1:9092");
        assertThat(config.hazelcast()).containsExactly("127.0.0.1:5701");
        assertThat(config.tracking()).containsExactly(URI.create("http://127.0.0.1:8080"));
        assertThat(config.token()).isEmpty();
        assertThat(config.data()).isEmpty();
        assertThat(config.spool()).isEqualTo(Path.of(".regatta/spool"));
        assertThat(config.spoolBytes()).isEqualTo(256L << 20);
        assertThat(config.grace()).isEqualTo(Duration.ofSeconds(25));
        assertThat(config.spotNotices()).isEmpty();
        assertThat(config.spotMetadata()).hasToString("http://169.254.169.254");
        assertThat(config.settings().device()).isEqualTo("cpu");
        assertThat(config.settings().threads()).isEqualTo(1);
        assertThat(config.settings().heartbeat()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.settings().lease()).isEqualTo(Duration.ofSeconds(14));
        assertThat(config.settings().worker().value())
                .endsWith("-" + ProcessHandle.current().pid());
    }

    @ParameterizedTest
    @CsvSource({
        "--kafka, nowhere, kafka",
        "--hazelcast, host:port, hazelcast",
        "--tracking, ftp://x, tracking",
        "--tracking, 'http://x,', tracking",
        "--spot-notices, digitalocean, spot-notices",
        "--spot-metadata, ftp://x, spot-metadata",
        "--device, gpu, device",
        "--threads, 0, threads",
        "--data, /no/such/folder, data",
        "--token-file, /no/such/file, token-file",
        "--heartbeat-seconds, 0, heartbeat-seconds",
        "--lease-seconds, 2, lease-seconds",
        "--grace-seconds, -1, grace-seconds",
        "--spool-mb, 0, spool-mb"
    })
    void unusableValueIsRefusedByItsKey(String option, String value, String key) {
        assertThatThrownBy(() -> config(option, value))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith(key + " ")
                .hasMessageContaining(value)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void programsAreAllowedByTheOptionThoughTheEnvironmentAllowsThemToo() {
        WorkerOptions options = new WorkerOptions();
        new CommandLine(options)
                .setDefaultValueProvider(argument -> isAllowExec(argument) ? "true" : null)
                .parseArgs("--allow-exec");
        assertThat(WorkerConfig.of(options).allowExec()).isTrue();
        assertThat(config("--allow-exec").allowExec()).isTrue();
        assertThat(config().allowExec()).isFalse();
    }

    private static boolean isAllowExec(ArgSpec argument) {
        return argument instanceof OptionSpec option && option.longestName().equals("--allow-exec");
    }

    @Test
    void tokenIsReadAndNeverShown() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), "hush-hush\n");

        WorkerConfig config = config("--token-file", file.toString());

        assertThat(config.token()).contains("hush-hush");
        assertThat(config.effective()).noneMatch(line -> line.contains("hush"));
        assertThat(config.toString()).doesNotContain("hush");
    }

    @Test
    void misuseEndsWithCodeTwo() throws InterruptedException, IOException {
        assertThat(Main.run("--threads", "0")).isEqualTo(2);
        assertThat(Main.run("--nonsense")).isEqualTo(2);
    }

    @Test
    void helpEndsWithCodeZero() throws InterruptedException, IOException {
        assertThat(Main.run("--help")).isZero();
    }

    @Test
    void deviceThatIsNotThereEndsWithCodeThree() throws InterruptedException, IOException {
        assertThat(Main.run("--device", "gpu:99")).isEqualTo(3);
    }
}
