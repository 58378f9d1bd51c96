package dev.regatta.coordinator.cli;

import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.api.StudyView;
import dev.regatta.protocol.api.TrialView;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.codec.MalformedMessageException;
import dev.regatta.protocol.event.StudyEnded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Shows a study until it has ended: a bar a trial on a terminal, a line an event elsewhere. A lost connection is taken
 * up again after the last event seen.
 */
final class StudyWatch {
    private static final Duration REDRAW = Duration.ofMillis(300);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int RETRIES = 60;
    private static final int MOST_LINES = 20;

    private final ApiClient client;
    private final Screen screen;
    private final EventLines lines = new EventLines();
    private long position;
    private long drawnAt = System.nanoTime() - REDRAW.toNanos();

    StudyWatch(ApiClient client, Screen screen) {
        this.client = client;
        this.screen = screen;
    }

    /** Returns when the study has ended; prints its table. */
    StudyView follow(String study) {
        int failures = 0;
        while (true) {
            long before = position;
            try {
                if (readUntilEnded(study)) {
                    return finished(study);
                }
            } catch (IOException | UncheckedIOException e) {
                failures = position > before ? 0 : failures + 1;
                if (failures > RETRIES) {
                    throw CliException.failure("the connection to " + client.server() + " is lost: " + e.getMessage());
                }
            }
            pause();
        }
    }

    /** False if the stream ended before the study did. */
    private boolean readUntilEnded(String study) throws IOException {
        try (Stream<String> stream = client.events(study, position)) {
            SseMessages messages = new SseMessages(stream.iterator());
            while (messages.hasNext()) {
                if (show(messages.next())) {
                    return true;
                }
                redraw(study);
            }
            return false;
        }
    }

    /** True if this was the study's last event. */
    private boolean show(SseMessages.Message message) {
        if (!message.event().equals("journal")) {
            return false;
        }
        try {
            JournalEntry entry = Json.read(message.data(), JournalEntry.class);
            position = entry.position();
            (screen.isLive() ? lines.trouble(entry.event()) : lines.line(entry.event())).ifPresent(screen::print);
            return entry.event() instanceof StudyEnded;
        } catch (MalformedMessageException e) {
            return false; // an event of a newer server
        }
    }

    private void redraw(String study) {
        if (screen.isLive() && System.nanoTime() - drawnAt > REDRAW.toNanos()) {
            drawnAt = System.nanoTime();
            screen.draw(bars(client.trials(study)));
        }
    }

    /** All trials where there is room, else the ones in progress and the newest. */
    private static List<String> bars(List<TrialView> trials) {
        List<TrialView> shown = new ArrayList<>(trials);
        int room = Math.max(
                0,
                MOST_LINES
                        - (int) trials.stream().filter(StudyWatch::inProgress).count());
        List<TrialView> others =
                trials.stream().filter(trial -> !inProgress(trial)).toList();
        shown.removeAll(others.subList(0, Math.max(0, others.size() - room)));
        List<String> bars = new ArrayList<>(shown.stream().map(TrialLine::of).toList());
        if (shown.size() < trials.size()) {
            bars.add("    and " + (trials.size() - shown.size()) + " more");
        }
        return bars;
    }

    private static boolean inProgress(TrialView trial) {
        return trial.state().equals("RUNNING") || trial.state().equals("STOPPING");
    }

    private StudyView finished(String study) {
        StudyView view = client.study(study);
        screen.clear();
        screen.print("");
        TrialTable.lines(view, client.trials(study)).forEach(screen::print);
        return view;
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.failure("interrupted");
        }
    }
}
