package dev.regatta.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.store.Database;
import dev.regatta.coordinator.store.SqlEventLog;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.StudyEnded;
import dev.regatta.protocol.event.TrialCompleted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class ClassArchiveRunTest {
    @Test
    @Timeout(90)
    void theRunTakesAStudyToItsEnd(@TempDir Path folder) throws Exception {
        ClassArchiveRun.run(folder);

        List<Event> events = new ArrayList<>();
        try (Database database = Database.open(folder.resolve("server/regatta.db"));
                SqlEventLog log = new SqlEventLog(database)) {
            log.replay(entry -> events.add(entry.event()));
        }
        assertThat(events.stream().filter(TrialCompleted.class::isInstance)).hasSize(16);
        assertThat(events.get(events.size() - 1)).isInstanceOf(StudyEnded.class);
    }
}
