package dev.regatta.coordinator.runtime;

import static dev.regatta.coordinator.study.Studies.ANNA;
import static dev.regatta.coordinator.study.Studies.ID;
import static dev.regatta.coordinator.study.Studies.NOON;
import static dev.regatta.coordinator.study.Studies.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.coordinator.study.Studies;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Topics;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.StudyCreated;
import dev.regatta.protocol.event.StudyPaused;
import dev.regatta.protocol.event.StudyResumed;
import dev.regatta.protocol.event.StudyStopRequested;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every event log must do. */
public abstract class EventLogContract {

    private static final Set<Integer> FIRST = Set.of(0);
    private static final StudyId OTHER = new StudyId("other");
    private static final Event CREATED = new StudyCreated(ID, "request", Studies.spec(1, 1));

    /** The log under test, empty. */
    protected abstract EventLog log();

    @Test
    void whatWasCommittedIsReadBackInOrder() {
        EventLog log = log();
        log.commit(commit(CREATED, new StudyStopRequested(ID, "why")));
        List<JournalEntry> second = log.commit(commit(new StudyStopRequested(OTHER, "other")));
        List<JournalEntry> all = new ArrayList<>();
        log.replay(all::add);
        assertThat(all).extracting(JournalEntry::event).startsWith(CREATED).hasSize(3);
        assertThat(all).extracting(JournalEntry::at).containsOnly(NOON);
        assertThat(all).extracting(JournalEntry::position).isSorted().doesNotHaveDuplicates();
        assertThat(all.get(2)).isEqualTo(second.get(0));
        assertThat(log.lastPosition()).isEqualTo(all.get(2).position());
    }

    @Test
    void aPageBeginsAfterThePositionAndKeepsToItsStudyAndLimit() {
        EventLog log = log();
        List<JournalEntry> entries = log.commit(commit(
                CREATED,
                new StudyStopRequested(OTHER, "1"),
                new StudyStopRequested(ID, "2"),
                new StudyStopRequested(ID, "3")));
        long first = entries.get(0).position();
        assertThat(log.after(first, Optional.empty(), 2)).containsExactly(entries.get(1), entries.get(2));
        assertThat(log.after(first, Optional.of(ID), 9)).containsExactly(entries.get(2), entries.get(3));
        assertThat(log.after(entries.get(3).position(), Optional.empty(), 9)).isEmpty();
    }

    @Test
    void theOffsetMovesOnlyFromWhereItIs() {
        EventLog log = log();
        assertThat(log.offset(3)).isEmpty();
        log.commit(new Commit(List.of(new Commit.OffsetMove(3, 0, 5)), Map.of(), List.of(), List.of()));
        assertThat(log.offset(3)).hasValue(5);
        assertThatThrownBy(() -> log.commit(new Commit(
                        List.of(new Commit.OffsetMove(3, 4, 9)),
                        Map.of(),
                        List.of(new Commit.Decided(CREATED, NOON)),
                        List.of())))
                .isInstanceOf(EventLog.FencedException.class);
        assertThat(log.offset(3)).hasValue(5);
        assertThat(log.lastPosition()).isZero();
        assertThat(log.pending(FIRST, 0, 9)).isEmpty();
    }

    @Test
    void decisionsThatRestOnAnOlderJournalAreRefusedWhole() {
        EventLog log = log();
        long position = log.commit(commit(CREATED)).get(0).position();
        log.commit(commit(new StudyStopRequested(OTHER, "another study's journal")));
        Commit.Decided decided = new Commit.Decided(new StudyStopRequested(ID, "late"), NOON);

        assertThatThrownBy(() -> log.commit(new Commit(List.of(), Map.of(ID, 0L), List.of(decided), List.of())))
                .isInstanceOf(EventLog.FencedException.class)
                .hasMessageContaining(ID.value());
        assertThat(log.after(0, Optional.of(ID), 9)).hasSize(1);
        assertThat(log.commit(new Commit(List.of(), Map.of(ID, position), List.of(decided), List.of())))
                .hasSize(1);
    }

    @Test
    void messagesAndJournalEntriesWaitInTheOutboxUntilTheyArePublished() {
        EventLog log = log();
        Outgoing message = new Outgoing(Topics.CONTROL, "anna", "{}");
        log.commit(new Commit(List.of(), Map.of(), List.of(new Commit.Decided(CREATED, NOON)), List.of(message)));
        List<EventLog.Pending> pending = log.pending(FIRST, 0, 9);
        assertThat(pending)
                .extracting(entry -> entry.message().topic())
                .containsExactlyInAnyOrder(Topics.CONTROL, Topics.JOURNAL);
        assertThat(log.pending(FIRST, 0, 1)).hasSize(1);
        assertThat(log.pending(FIRST, pending.get(0).id(), 9)).containsExactly(pending.get(1));
        log.forget(FIRST, pending.get(0).id());
        assertThat(log.pending(FIRST, 0, 9)).containsExactly(pending.get(1));
    }

    @Test
    void theJournalIsPublishedAsItIsReadBack() {
        EventLog log = log();
        log.commit(commit(CREATED, report(0, 1)));
        log.commit(commit(new StudyStopRequested(OTHER, "why")));
        List<JournalEntry> all = new ArrayList<>();
        log.replay(all::add);

        List<Outgoing> published = log.pending(FIRST, 0, 99).stream()
                .map(EventLog.Pending::message)
                .toList();
        assertThat(published).extracting(Outgoing::topic).containsOnly(Topics.JOURNAL);
        assertThat(published).extracting(Outgoing::key).containsExactly(ID.value(), ID.value(), OTHER.value());
        assertThat(published)
                .extracting(message -> Json.read(message.message(), JournalEntry.class))
                .isEqualTo(all);
    }

    @Test
    void aLongJournalIsPublishedPageByPage() {
        EventLog log = log();
        List<Event> events = new ArrayList<>(List.of(CREATED));
        IntStream.rangeClosed(1, 2_500).forEach(epoch -> events.add(report(0, epoch)));
        log.commit(commit(events.toArray(Event[]::new)));
        List<Long> positions = new ArrayList<>();
        List<EventLog.Pending> page = log.pending(FIRST, 0, 1_000);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(2_000);
            page.forEach(pending -> positions.add(
                    Json.read(pending.message().message(), JournalEntry.class).position()));
            page = log.pending(FIRST, page.get(page.size() - 1).id(), 1_000);
        }
        assertThat(positions).hasSize(2_501).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void idsOfTheOutboxGrowThoughAllWasForgotten() {
        EventLog log = log();
        log.commit(message("first"));
        long first = log.pending(FIRST, 0, 9).get(0).id();
        log.forget(FIRST, first);
        log.commit(message("second"));

        assertThat(log.pending(FIRST, first, 9))
                .singleElement()
                .satisfies(pending -> assertThat(pending.message().message()).isEqualTo("second"));
    }

    private static Commit message(String text) {
        return new Commit(List.of(), Map.of(), List.of(), List.of(new Outgoing("topic", "key", text)));
    }

    @Test
    void reportsComeByTrialAndInTheirOrder() {
        EventLog log = log();
        log.commit(commit(CREATED, report(1, 1), report(0, 1), report(1, 2)));
        assertThat(log.reports(ID, List.of(0, 1)))
                .extracting(JournalEntry::event)
                .containsExactly(report(0, 1), report(1, 1), report(1, 2));
        assertThat(log.reports(ID, List.of(1))).hasSize(2);
        assertThat(log.reports(ID, List.of())).isEmpty();
        assertThat(log.reports(OTHER, List.of(0, 1))).isEmpty();
        assertThat(log.countReports(ID)).isEqualTo(3);
        assertThat(log.countReports(OTHER)).isZero();
    }

    @Test
    void theNewestEntriesOfSomeTypesComeFirst() {
        EventLog log = log();
        List<JournalEntry> entries = log.commit(commit(
                CREATED,
                new StudyPaused(ID, "night"),
                report(0, 1),
                new StudyPaused(OTHER, "another study"),
                new StudyResumed(ID),
                new StudyStopRequested(ID, "why")));
        Set<Class<? extends Event>> types = Set.of(StudyCreated.class, StudyPaused.class, StudyResumed.class);
        assertThat(log.newest(ID, types, 9)).containsExactly(entries.get(4), entries.get(1), entries.get(0));
        assertThat(log.newest(ID, types, 2)).containsExactly(entries.get(4), entries.get(1));
        assertThat(log.newest(ID, Set.of(), 9)).isEmpty();
    }

    private static EpochReported report(int trial, int epoch) {
        return new EpochReported(header(trial, 1, 1, epoch, ANNA), epoch, epoch * 10L, Map.of("loss", Double.NaN));
    }

    private static Commit commit(Event... events) {
        return new Commit(
                List.of(),
                Map.of(),
                List.of(events).stream()
                        .map(event -> new Commit.Decided(event, NOON))
                        .toList(),
                List.of());
    }
}
