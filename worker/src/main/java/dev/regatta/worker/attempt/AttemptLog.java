package dev.regatta.worker.attempt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What happened in one attempt, line by line, for people: its last lines, for a program may write without end. It becomes
 * the artifact {@code logs/attempt-N.txt} of the trial's run. Thread-safe.
 */
final class AttemptLog {
    static final int MOST_BYTES = 64 << 10;
    static final int LINE_CHARACTERS = 2_000;

    private final int attempt;
    private final InstantSource clock;
    private final Deque<String> lines = new ArrayDeque<>();
    private int bytes;
    private long dropped;

    AttemptLog(int attempt, InstantSource clock) {
        this.attempt = attempt;
        this.clock = clock;
    }

    /** Adds what is said now; text of several lines becomes several, a long one loses its end. */
    synchronized void say(String text) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        text.lines().map(line -> now + " " + shortened(line)).forEach(this::keep);
    }

    private static String shortened(String line) {
        return line.length() <= LINE_CHARACTERS
                ? line
                : line.substring(0, LINE_CHARACTERS) + " … " + (line.length() - LINE_CHARACTERS) + " more characters";
    }

    private void keep(String line) {
        lines.add(line);
        bytes += size(line);
        while (bytes > MOST_BYTES) {
            bytes -= size(lines.remove());
            dropped++;
        }
    }

    private static int size(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length + 1;
    }

    /** The last lines so far, oldest first, after a line that says how many came before them. */
    synchronized Artifact artifact() {
        StringBuilder text = new StringBuilder();
        if (dropped > 0) {
            text.append("… ").append(dropped).append(" earlier lines are not kept\n");
        }
        lines.forEach(line -> text.append(line).append('\n'));
        return new Artifact("logs/attempt-" + attempt + ".txt", text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
