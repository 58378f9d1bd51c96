package dev.regatta.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private ChildProcess start(String script) {
        return ChildProcess.start("broker", List.of("/bin/sh", "-c", script), directory.resolve("logs/broker.log"));
    }

    @Test
    void itIsReadyWhenItSaysSo() {
        ChildProcess child = start("echo warming up; echo 'READY {\"bootstrap\":\"127.0.0.1:1\"}'; exec sleep 600");

        assertThat(child.awaitReady(PATIENCE).path("bootstrap").asText()).isEqualTo("127.0.0.1:1");

        child.stop(PATIENCE);
        assertThat(ProcessHandle.of(child.pid())).isEmpty();
    }

    @Test
    void anEarlyEndShowsTheLogsLastLines() {
        ChildProcess child = start("echo something broke >&2; exit 7");

        assertThatThrownBy(() -> child.awaitReady(PATIENCE))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("broker ended with exit code 7 before it was ready")
                .hasMessageContaining(directory.resolve("logs/broker.log").toString())
                .hasMessageContaining("something broke");
        child.stop(PATIENCE);
    }

    @Test
    void aRefusedSettingIsSaidInTheChildsOwnLine() {
        ChildProcess child = start("echo noise; echo 'regatta broker: port is 1, which is taken'; exit 2");

        assertThatThrownBy(() -> child.awaitReady(PATIENCE)).isInstanceOfSatisfying(CliException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(2);
            assertThat(e.lines()).containsExactly("regatta broker: port is 1, which is taken");
        });
        child.stop(PATIENCE);
    }

    @Test
    void onlyTheParentsWordEndsItNotTheTerminals() {
        ChildProcess child = start("echo 'READY {}'; exec sleep 600");
        child.awaitReady(PATIENCE);

        signal("INT", child.pid());
        signal("HUP", child.pid());

        assertThat(ProcessHandle.of(child.pid()).orElseThrow().isAlive()).isTrue();
        child.stop(PATIENCE);
    }

    @Test
    void aChildThatWillNotEndIsKilled() {
        ChildProcess child = start("trap '' TERM; echo 'READY {}'; while true; do sleep 0.1; done");
        child.awaitReady(PATIENCE);

        child.stop(Duration.ofMillis(1));

        assertThat(ProcessHandle.of(child.pid())).isEmpty();
    }

    @Test
    void itsEndIsTold() throws Exception {
        ChildProcess child = start("exit 3");
        CompletableFuture<Integer> ended = new CompletableFuture<>();

        child.onExit(() -> ended.complete(child.exitCode()));

        assertThat(ended.get(30, TimeUnit.SECONDS)).isEqualTo(3);
        child.stop(PATIENCE);
    }

    @Test
    void itDoesNotOutliveAParentThatWasKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        directory.resolve("orphan.log").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = parent.inputReader(StandardCharsets.UTF_8)) {
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();

            parent.destroyForcibly();

            assertThat(child.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
        }
        assertThat(Files.readString(directory.resolve("orphan.log"))).isEmpty();
    }

    /** Starts a child, names it, and waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws InterruptedException {
            ChildProcess child = ChildProcess.start("child", List.of("/bin/sleep", "600"), Path.of(arguments[0]));
            System.out.println(child.pid());
            new CountDownLatch(1).await();
        }
    }

    private static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
