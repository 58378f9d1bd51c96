package dev.regatta.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private int regatta(String... arguments) {
        return RegattaCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void kindsAndKeysAreListed() {
        assertThat(regatta("data", "list")).isZero();
        assertThat(out.toString()).contains("cifar100", "images", "generated-series");

        assertThat(regatta("data", "list", "csv")).isZero();
        assertThat(out.toString()).contains("label_column", "(required)", "test_fraction");
    }

    @Test
    void wrongInputIsAnsweredByTheBound() {
        assertThat(regatta("data", "list", "mnist")).isEqualTo(2);
        assertThat(err.toString()).contains("name is mnist, must be one of generated");
        assertThat(regatta("data", "fetch", "mnist", "--to", directory.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("data set is mnist, must be one of cifar10, cifar100");
        assertThat(regatta("data", "fetch", "cifar10", "--to", directory.toString(), "--url", "file:/etc/passwd"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("url is file:/etc/passwd, must be an http or https address");
    }

    @Test
    void aFailedDownloadEndsInOneLine() {
        try (FakeServer server = new FakeServer()) {
            assertThat(regatta("data", "fetch", "cifar10", "--to", directory.toString(), "--url", server.url() + "/a"))
                    .isEqualTo(1);
        }
        assertThat(err.toString().lines()).singleElement().asString().contains("/a: the server answered 404");
    }

    @Test
    void theBarSaysHowMuchHasArrived() {
        assertThat(DownloadBar.line("a", 1_500_000, OptionalLong.of(3_000_000)))
                .isEqualTo("a  " + "█".repeat(15) + "░".repeat(15) + "  1.5 of 3.0 MB");
        assertThat(DownloadBar.line("a", 1_500_000, OptionalLong.empty())).isEqualTo("a  1.5 MB");
    }
}
