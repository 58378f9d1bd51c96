package dev.regatta.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.regatta.coordinator.artifacts.ArtifactFolder;
import dev.regatta.coordinator.store.Database;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class TrackingServerTest {

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @Test
    void aTickOfTheTimerThatComesAfterTheEndIsNoFailure(@TempDir Path folder) {
        Vertx vertx = Vertx.vertx();
        try (Database database = Database.open(folder.resolve("regatta.db"))) {
            TrackingServer tracking = new TrackingServer(
                    vertx, database, new ArtifactFolder(folder), folder.resolve("uploads"), Clock.systemUTC());
            tracking.start();
            logged.start();
            ((Logger) LoggerFactory.getLogger(TrackingServer.class)).addAppender(logged);

            tracking.close();
            vertx.close().await();
            tracking.endSilent();
        } finally {
            ((Logger) LoggerFactory.getLogger(TrackingServer.class)).detachAppender(logged);
        }
        assertThat(logged.list).isEmpty();
    }
}
