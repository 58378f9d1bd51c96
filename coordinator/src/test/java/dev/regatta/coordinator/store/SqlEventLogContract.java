package dev.regatta.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.coordinator.runtime.Commit;
import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.runtime.EventLogContract;
import dev.regatta.coordinator.study.Studies;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.NewerVersionException;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.RequestCompleted;
import dev.regatta.protocol.event.StudyPaused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an event log must do whose database others may have written in. */
abstract class SqlEventLogContract extends EventLogContract {

    abstract Database database();

    @Override
    protected EventLog log() {
        return new SqlEventLog(database());
    }

    private static Commit commit(Event event) {
        return new Commit(List.of(), Map.of(), List.of(new Commit.Decided(event, Studies.NOON)), List.of());
    }

    @Test
    void anOlderReaderStopsAtAnEventOfANewerVersion() {
        log().commit(commit(new StudyPaused(Studies.ID, "first")));
        EventLog older = new SqlEventLog(database(), 1);
        assertThat(older.after(0, Optional.empty(), 9)).hasSize(1);
        log().commit(commit(new RequestCompleted(Studies.ID, "key", "PauseStudy")));

        assertThatThrownBy(() -> older.after(1, Optional.empty(), 9)).isInstanceOf(NewerVersionException.class);
        assertThatThrownBy(() -> older.replay(entry -> {}))
                .isInstanceOf(NewerVersionException.class)
                .hasMessageStartingWith("entry 2 of the journal is of version 2, must be ≤ 1");
        assertThat(log().after(0, Optional.empty(), 9)).hasSize(2);
    }

    @Test
    void aReplayHandsOverEveryEntryOfManyPagesInItsOrder() {
        int count = 9_001;
        List<Commit.Decided> decided = IntStream.range(0, count)
                .mapToObj(i -> new Commit.Decided(new StudyPaused(Studies.ID, "pause " + i), Studies.NOON))
                .toList();
        log().commit(new Commit(List.of(), Map.of(), decided, List.of()));

        List<JournalEntry> replayed = new ArrayList<>();
        log().replay(replayed::add);

        assertThat(replayed).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(replayed.get(i).position()).isEqualTo(i + 1);
            assertThat(replayed.get(i).event()).isEqualTo(decided.get(i).event());
        }
    }

    @Test
    @Timeout(60)
    void whatWasReadAheadIsHandedOverOnceAndThenReadAnew() {
        log().commit(commit(new StudyPaused(Studies.ID, "first")));
        try (SqlEventLog log = new SqlEventLog(database())) {
            log.readAhead();
            List<JournalEntry> ahead = new ArrayList<>();
            log.replay(ahead::add);
            log.commit(commit(new StudyPaused(Studies.ID, "second")));
            List<JournalEntry> anew = new ArrayList<>();
            log.replay(anew::add);

            assertThat(ahead).extracting(JournalEntry::position).containsExactly(1L);
            assertThat(anew).extracting(JournalEntry::position).containsExactly(1L, 2L);
        }
    }

    @Test
    @Timeout(60)
    void aLogClosedBeforeItsReplayLetsGoOfTheDatabase() throws InterruptedException {
        List<Commit.Decided> decided = IntStream.range(0, 20_000)
                .mapToObj(i -> new Commit.Decided(new StudyPaused(Studies.ID, "pause " + i), Studies.NOON))
                .toList();
        log().commit(new Commit(List.of(), Map.of(), decided, List.of()));
        List<Thread> before = readers();
        SqlEventLog log = new SqlEventLog(database());
        log.readAhead();
        List<Thread> reading = readers();
        reading.removeAll(before);
        assertThat(reading).isNotEmpty();

        log.close();

        for (Thread thread : reading) {
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private static List<Thread> readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("journal-replay"))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Test
    void whoCannotTakeAnEntryEndsTheReplay() {
        log().commit(commit(new StudyPaused(Studies.ID, "first")));

        assertThatThrownBy(() -> log().replay(entry -> {
                    throw new IllegalStateException("no place for " + entry.position());
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no place for 1");
    }
}
