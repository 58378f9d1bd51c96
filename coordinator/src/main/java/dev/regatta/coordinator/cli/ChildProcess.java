package dev.regatta.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.codec.Json;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process that this one started and will end. It writes into a log file; a line {@code READY {…}} in it says that it
 * serves. A watchdog shell waits at a pipe from this process: if the pipe breaks because this process was killed, the
 * shell ends the child.
 */
public final class ChildProcess {
    /** Ctrl-C reaches the whole foreground group; the children are to end in order, and by us. */
    private static final String DEAF = "trap '' INT HUP; exec \"$0\" \"$@\"";

    private static final String WATCHDOG = """
            trap '' INT HUP TERM
            read -r word && exit 0
            kill "$0" 2>/dev/null
            n=0
            while [ $n -lt 15 ] && kill -0 "$0" 2>/dev/null; do sleep 1; n=$((n + 1)); done
            kill -9 "$0" 2>/dev/null
            """;

    /** Exit codes for bad input, and for a worker's native library that cannot be loaded. */
    private static final Set<Integer> REFUSALS = Set.of(2, 3);

    private static final String READY = "READY ";
    private static final long POLL_MS = 50;
    private static final int TAIL_LINES = 15;

    private final String name;
    private final Process process;
    private final Process watchdog;
    private final Path log;

    private ChildProcess(String name, Process process, Process watchdog, Path log) {
        this.name = name;
        this.process = process;
        this.watchdog = watchdog;
        this.log = log;
    }

    /** Starts a process whose output goes to the file. */
    public static ChildProcess start(String name, List<String> command, Path log) {
        List<String> deaf = new ArrayList<>(List.of("/bin/sh", "-c", DEAF));
        deaf.addAll(command);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(deaf)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            Process process = builder.start();
            Process watchdog = new ProcessBuilder("/bin/sh", "-c", WATCHDOG, String.valueOf(process.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new ChildProcess(name, process, watchdog, log);
        } catch (IOException e) {
            throw CliException.failure(name + " cannot be started: " + e.getMessage());
        }
    }

    String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Runs the action once it has ended, on a thread of its own. */
    void onExit(Runnable action) {
        CompletableFuture<Void> unused = process.onExit().thenRunAsync(action);
    }

    /**
     * Waits for the line {@code READY {…}}.
     *
     * @throws CliException if the process ends or the time is up before, with the log's last lines
     */
    public JsonNode awaitReady(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            boolean ended = !process.isAlive();
            Optional<String> ready = readyLine();
            if (ready.isPresent()) {
                return Json.read(ready.get(), JsonNode.class);
            }
            if (ended) {
                throw refusal()
                        .orElseGet(() -> failure(
                                name + " ended with exit code " + process.exitValue() + " before it was ready"));
            }
            pause();
        }
        throw failure(name + " was not ready within " + patience.toSeconds() + " s");
    }

    /** What a child that has ended said of settings it could not use; empty if it ended for another reason. */
    Optional<CliException> refusal() {
        if (!REFUSALS.contains(process.exitValue())) {
            return Optional.empty();
        }
        return logLines().stream()
                .filter(line -> line.startsWith("regatta ") && line.contains(": "))
                .findFirst()
                .map(CliException::badInput);
    }

    /** What went wrong, where the log is, and its last lines. */
    CliException failure(String what) {
        List<String> lines = new ArrayList<>(List.of(what + "; its log is " + log + ", which ends:"));
        List<String> all = logLines();
        all.subList(Math.max(0, all.size() - TAIL_LINES), all.size()).forEach(line -> lines.add("  " + line));
        return CliException.failure(lines);
    }

    /** Asks it to end, waits, and kills it if it will not. */
    public void stop(Duration grace) {
        process.destroy();
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        dismissWatchdog();
    }

    private void dismissWatchdog() {
        try (var pipe = watchdog.getOutputStream()) {
            pipe.write('\n');
        } catch (IOException e) {
            watchdog.destroyForcibly(); // it is gone already
        }
    }

    private Optional<String> readyLine() {
        return logLines().stream()
                .filter(line -> line.startsWith(READY))
                .findFirst()
                .map(line -> line.substring(READY.length()));
    }

    private List<String> logLines() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of("(the log cannot be read: " + e.getMessage() + ")");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.failure("interrupted");
        }
    }
}
