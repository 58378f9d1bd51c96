package dev.regatta.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.codec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A part of the system in a process of its own, writing into a log file. */
final class ChildJvm {
    private static final Duration START = Duration.ofSeconds(90);
    private static final String READY = "READY ";

    private final String name;
    private final Process process;
    private final Path log;

    private ChildJvm(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts a main class and returns at once. */
    static ChildJvm start(
            String name,
            Path log,
            String classPath,
            String mainClass,
            List<String> arguments,
            Map<String, String> env) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-cp",
                classPath,
                mainClass));
        command.addAll(arguments);
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(env);
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new ChildJvm(name, process, log);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be started", e);
        }
    }

    /** Waits for its line {@code READY {…}} and returns what that says. */
    JsonNode ready() throws InterruptedException {
        Optional<JsonNode> said = Waiting.until(START, name + " is ready, see " + log, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(name + " ended with code " + process.exitValue() + ", see " + log);
            }
            return readyLine();
        });
        return said.orElseThrow();
    }

    private Optional<JsonNode> readyLine() {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith(READY))
                    .map(line -> Json.read(line.substring(READY.length()), JsonNode.class))
                    .findFirst();
        } catch (IOException e) {
            throw new IllegalStateException("log of " + name + " cannot be read", e);
        }
    }

    /** Waits until its log has a line with both. */
    void awaitLogged(String about, String text) throws InterruptedException {
        var unused = Waiting.until(START, name + " logs of " + about + ": " + text, () -> {
            try (var lines = Files.lines(log)) {
                return lines.filter(line -> line.contains(about) && line.contains(text))
                        .findFirst();
            } catch (IOException e) {
                throw new IllegalStateException("log of " + name + " cannot be read", e);
            }
        });
    }

    /** As kill −9 does it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; returns the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(name + " did not end within 40 s of SIGTERM, see " + log);
        }
        return process.exitValue();
    }

    /** SIGSTOP: the process stands still and knows nothing of it. */
    void suspend() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if no time had passed. */
    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int exitCode = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException(name + " cannot be sent " + signal + ", kill ended with " + exitCode);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }
}
