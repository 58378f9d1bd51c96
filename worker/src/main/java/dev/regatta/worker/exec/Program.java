package dev.regatta.worker.exec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A running program: its lines, and its end together with whatever it started. Its output is read by threads of its own; a
 * program that writes faster than its lines are taken waits. Used by one thread.
 */
final class Program {
    static final int LINE_BYTES = 65_536;
    static final long OUTPUT_BYTES = 256L << 20;
    private static final int WAITING_LINES = 1_000;
    private static final int TAIL_LINES = 20;
    private static final long AFTERMATH_MS = 5_000;
    private static final long TICK_MS = 10;
    /** To look for a program's children is to read all of the machine's processes: too dear for every line. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Process process;
    private final long outputBytes;
    private final Set<ProcessHandle> descendants = new LinkedHashSet<>();
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(WAITING_LINES);
    private final Deque<String> tail = new ArrayDeque<>();
    private final Thread output;
    private final Thread errors;
    private long lookedAt;
    private long waitedMs;
    private volatile boolean overflowed;

    private Program(Process process, long outputBytes, Consumer<String> heard) {
        this.process = process;
        this.outputBytes = outputBytes;
        this.lookedAt = System.nanoTime() - BETWEEN_LOOKS.toNanos();
        this.output = new Thread(() -> read(process.getInputStream(), this::take), "program-output");
        this.errors = new Thread(() -> read(process.getErrorStream(), line -> remember(line, heard)), "program-errors");
        output.setDaemon(true);
        errors.setDaemon(true);
        output.start();
        errors.start();
    }

    /**
     * @param outputBytes that it may write to its output, and to its standard error
     * @param heard is told each line of its standard error, by a thread of its own
     * @throws IOException if there is no such program, or it may not be run
     */
    static Program start(
            List<String> command,
            Map<String, String> environment,
            Set<String> without,
            long outputBytes,
            Consumer<String> heard)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(without);
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        return new Program(builder.start(), outputBytes, heard);
    }

    /** The next line; empty if none came within the time. */
    Optional<String> nextLine(Duration atMost) throws InterruptedException {
        if (System.nanoTime() - lookedAt >= BETWEEN_LOOKS.toNanos()) {
            process.descendants().forEach(descendants::add); // later they may have another parent
            lookedAt = System.nanoTime();
        }
        return Optional.ofNullable(lines.poll(atMost.toMillis(), TimeUnit.MILLISECONDS));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it wrote more than it may; what is beyond that is not read, and may end it by a broken pipe. */
    boolean overflowed() {
        return overflowed;
    }

    int exitCode() {
        return process.exitValue();
    }

    /** SIGTERM; what it writes after that is read too. */
    void terminate() {
        process.toHandle().destroy(); // Process.destroy would close its output, unread
    }

    /** Ends it and all that it is known to have started. */
    void kill() throws InterruptedException {
        killTree();
        process.waitFor();
        errors.join(AFTERMATH_MS);
    }

    /** After its end: the next line that it wrote. */
    Optional<String> rest() throws InterruptedException {
        while (output.isAlive() && lines.isEmpty() && !isHeldOpen()) {
            output.join(TICK_MS);
            waitedMs += TICK_MS;
        }
        return Optional.ofNullable(lines.poll());
    }

    /** Whether what it left behind, unknown here, has kept its output open for as long as that is waited for. */
    boolean isHeldOpen() {
        return waitedMs >= AFTERMATH_MS;
    }

    /** The last lines of its standard error. */
    String lastErrors() {
        synchronized (tail) {
            return String.join("\n", tail);
        }
    }

    /** Ends it whatever it is at, and forgets its output. */
    void end() {
        killTree();
        process.destroyForcibly(); // closes its output
        output.interrupt();
        errors.interrupt();
    }

    private void killTree() {
        process.descendants().forEach(descendants::add);
        descendants.forEach(ProcessHandle::destroyForcibly); // first, while their parent is there to bury them
        process.toHandle().destroyForcibly();
    }

    /** Takes a line, cut to the length that a line may have. */
    private interface Lines {
        void line(String text) throws InterruptedException;
    }

    private void read(InputStream stream, Lines to) {
        byte[] line = new byte[LINE_BYTES];
        int length = 0;
        long total = 0;
        try (InputStream in = new java.io.BufferedInputStream(stream)) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                total++;
                if (total > outputBytes) {
                    overflowed = true;
                    return;
                }
                if (b == '\n') {
                    to.line(new String(line, 0, Math.min(length, LINE_BYTES), StandardCharsets.UTF_8));
                    length = 0;
                } else if (length++ < LINE_BYTES) {
                    line[length - 1] = (byte) b;
                }
            }
            if (length > 0) {
                to.line(new String(line, 0, Math.min(length, LINE_BYTES), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // the program is gone, and its pipe with it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(String line) throws InterruptedException {
        lines.put(line);
    }

    private void remember(String line, Consumer<String> heard) {
        heard.accept(line);
        synchronized (tail) {
            tail.add(line.substring(0, Math.min(line.length(), 500)));
            if (tail.size() > TAIL_LINES) {
                tail.remove();
            }
        }
    }
}
