package dev.regatta.worker.spot;

import dev.regatta.protocol.codec.MalformedMessageException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for a notice every few seconds, tells of the first one, and ends. Thread-safe. */
public final class SpotWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpotWatch.class);

    /** Where all three providers have their metadata server. */
    public static final URI METADATA_SERVER = URI.create("http://169.254.169.254");

    private final SpotMetadata metadata;
    private final Consumer<String> noticed;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "spot-notices");
        thread.setDaemon(true);
        return thread;
    });
    private boolean failing;

    private SpotWatch(SpotMetadata metadata, Consumer<String> noticed) {
        this.metadata = metadata;
        this.noticed = noticed;
    }

    /**
     * Watches until it is closed or there is a notice.
     *
     * @param every time between two questions
     * @param noticed told once, with the provider's words
     */
    public static SpotWatch start(SpotProvider provider, URI server, Duration every, Consumer<String> noticed) {
        SpotWatch watch = new SpotWatch(new SpotMetadata(provider, server), noticed);
        var unused = watch.timer.scheduleWithFixedDelay(watch::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try {
            Optional<String> notice = metadata.notice();
            failing = false;
            notice.ifPresent(words -> {
                timer.shutdown();
                noticed.accept("spot notice: " + words);
            });
        } catch (IOException | MalformedMessageException e) {
            complain(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once for each time that it begins to fail. */
    private void complain(Exception e) {
        if (!failing) {
            failing = true;
            LOG.warn("spot notices cannot be read, trying again: {}", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
