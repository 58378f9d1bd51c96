package dev.regatta.coordinator.cli;

import dev.regatta.coordinator.fetch.Download;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** How far a download is, as a bar on a terminal; silent elsewhere. Used by one thread. */
final class DownloadBar implements Download.Progress, AutoCloseable {
    private static final int CELLS = 30;
    private static final long STEP_BYTES = 1 << 20;

    private final Screen screen;
    private final String name;
    private long drawnAt = -STEP_BYTES;

    DownloadBar(Screen screen, String name) {
        this.screen = screen;
        this.name = name;
    }

    @Override
    public void arrived(long bytes, OptionalLong total) {
        boolean last = total.isPresent() && bytes == total.getAsLong();
        if (bytes - drawnAt >= STEP_BYTES || last) {
            drawnAt = bytes;
            screen.draw(List.of(line(name, bytes, total)));
        }
    }

    static String line(String name, long bytes, OptionalLong total) {
        if (total.isEmpty() || total.getAsLong() == 0) {
            return "%s  %s MB".formatted(name, megabytes(bytes));
        }
        int full = (int) (CELLS * bytes / total.getAsLong());
        return "%s  %s%s  %s of %s MB"
                .formatted(
                        name,
                        "█".repeat(full),
                        "░".repeat(CELLS - full),
                        megabytes(bytes),
                        megabytes(total.getAsLong()));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }

    @Override
    public void close() {
        screen.clear();
    }
}
