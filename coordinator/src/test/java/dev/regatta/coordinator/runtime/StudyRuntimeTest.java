package dev.regatta.coordinator.runtime;

import static dev.regatta.coordinator.study.Studies.ANNA;
import static dev.regatta.coordinator.study.Studies.ID;
import static dev.regatta.coordinator.study.Studies.NOON;
import static dev.regatta.coordinator.study.Studies.attempt;
import static dev.regatta.coordinator.study.Studies.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.coordinator.study.Decision;
import dev.regatta.coordinator.study.Studies;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.coordinator.study.TrialState;
import dev.regatta.protocol.Topics;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.codec.NewerVersionException;
import dev.regatta.protocol.command.ClaimAttempt;
import dev.regatta.protocol.command.ExpireLease;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.event.EpochReported;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StudyRuntimeTest {

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final List<String> dead = new ArrayList<>();
    private final List<Decision.Reply> replies = new ArrayList<>();
    private final List<JournalEntry> heard = new ArrayList<>();
    private final StudyRuntime runtime = runtime();

    private StudyRuntime runtime() {
        StudyRuntime made = new StudyRuntime(
                log,
                (topic, partition, offset, value, reason) -> dead.add(offset + ": " + reason),
                Clock.fixed(NOON, ZoneOffset.UTC),
                replies::add);
        made.listen(heard::addAll);
        return made;
    }

    @Test
    void aBatchIsDecidedInOrderAndPublishedWithItsEvents() {
        runtime.process(batch(0, create(), claim()));
        assertThat(trial(runtime).state()).isEqualTo(TrialState.RUNNING);
        assertThat(log.offset(0)).hasValue(2);
        assertThat(log.pending(Set.of(0), 0, 99))
                .extracting(pending -> pending.message().topic())
                .contains(Topics.WORK, Topics.CONTROL, Topics.JOURNAL);
        assertThat(replies).containsExactly(new Decision.Reply.Done("request-1"));
        assertThat(heard).hasSize((int) log.lastPosition());
    }

    @Test
    void aMalformedRecordIsKeptAndTheNextIsServed() {
        byte[] broken = "{\"type\": \"Nonsense\"}".getBytes(StandardCharsets.UTF_8);
        byte[] unfinished = "{\"type\": \"Create".getBytes(StandardCharsets.UTF_8);
        byte[] invalid = "{\"type\": \"ClaimAttempt\", \"attempt\": \"x\"}".getBytes(StandardCharsets.UTF_8);
        runtime.process(batch(0, broken, unfinished, new byte[0], invalid, create()));
        assertThat(dead).hasSize(4);
        assertThat(dead.get(0)).startsWith("0: has type \"Nonsense\"");
        assertThat(runtime.states()).containsKey(ID);
        assertThat(log.offset(0)).hasValue(5);
    }

    @Test
    void aRecordOfANewerVersionIsNeitherBuriedNorPassedOver() {
        byte[] newer = "{\"type\": \"RenameStudy\", \"version\": 99}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> runtime.process(batch(0, create(), newer, claim())))
                .isInstanceOf(NewerVersionException.class)
                .hasMessage("RenameStudy is of version 99, must be ≤ 2 for this program to read it: a newer one wrote"
                        + " it, and a newer one is needed here");
        assertThat(dead).isEmpty();
        assertThat(log.offset(0)).isEmpty();
        assertThat(runtime.states()).isEmpty();
    }

    @Test
    void aFailedCommitLeavesNothingVisibleAndTheBatchCanBeDecidedAgain() {
        log.failNext(1);
        assertThatThrownBy(() -> runtime.process(batch(0, create()))).hasMessage("the disk is full");
        assertThat(runtime.states()).isEmpty();
        assertThat(replies).isEmpty();
        assertThat(heard).isEmpty();
        runtime.process(batch(0, create()));
        assertThat(runtime.states()).containsKey(ID);
    }

    @Test
    void aCoordinatorThatLostItsPartitionCannotWrite() {
        runtime.process(batch(0, create()));
        StudyRuntime late = runtime();
        assertThatThrownBy(() -> late.process(batch(0, create()))).isInstanceOf(EventLog.FencedException.class);
        assertThat(late.states()).isEmpty();
    }

    @Test
    void aTimersDecisionThatRestsOnAnOlderJournalIsRefusedAndMadeAnewAfterCatchingUp() {
        runtime.process(batch(0, create(), claim()));
        StudyRuntime late = runtime();
        late.restore();
        ExpireLease expire = new ExpireLease(attempt(0, 1), 1, "no heartbeat");
        runtime.execute(expire);
        assertThatThrownBy(() -> late.execute(expire)).isInstanceOf(EventLog.FencedException.class);
        late.catchUp();
        late.execute(expire);
        assertThat(late.states()).isEqualTo(runtime.states());
        assertThat(trial(late).attempts()).hasSize(2);
    }

    @Test
    void aCommitWhoseAnswerWasLostIsCaughtUpWith() {
        log.loseNextAnswers(1);
        assertThatThrownBy(() -> runtime.process(batch(0, create()))).hasMessage("the connection broke");
        assertThat(runtime.states()).isEmpty();
        runtime.catchUp();
        assertThat(runtime.states()).containsKey(ID);
        assertThat(heard).hasSize((int) log.lastPosition());
    }

    @Test
    void aRestartEndsInTheSameState() {
        runtime.process(batch(0, create(), claim()));
        runtime.execute(new ExpireLease(attempt(0, 1), 1, "no heartbeat"));
        StudyRuntime restarted = runtime();
        restarted.restore();
        assertThat(restarted.states()).isEqualTo(runtime.states());
        assertThat(trial(restarted).attempts()).hasSize(2);
    }

    /** An acceptance says that all facts up to its own are committed. */
    @Test
    void factsOfOneLeaseThatAreCommittedTogetherAreAcceptedByOneMessage() {
        runtime.process(batch(0, create(), claim()));
        long before = log.pending(Set.of(0), 0, 99)
                .get(log.pending(Set.of(0), 0, 99).size() - 1)
                .id();
        runtime.process(batch(2, report(1), report(2), report(3), report(1))); // the first came again
        assertThat(log.pending(Set.of(0), before, 99))
                .filteredOn(pending -> pending.message().topic().equals(Topics.CONTROL))
                .extracting(pending -> Json.read(pending.message().message(), ControlMessage.class))
                .containsExactly(new ControlMessage.AcceptFact(ANNA, attempt(0, 1), 1, 3));
        assertThat(trial(runtime).reportedEpoch()).isEqualTo(3);
    }

    private static byte[] report(int epoch) {
        return Json.bytes(new EpochReported(header(0, 1, 1, epoch, ANNA), epoch, epoch, Map.of("loss", 1.0)));
    }

    @Test
    void whatIsDecidedDuringACommitGoesIntoTheNextOne() {
        log.holdCommits();
        runtime.decide(batch(0, create()));
        assertThat(runtime.advance()).isFalse();
        runtime.decide(batch(1, claim()));
        runtime.decide(batch(2, claim()));
        assertThat(runtime.advance()).isFalse();
        assertThat(runtime.states()).isEmpty();
        assertThat(replies).isEmpty();

        log.finishCommit();
        assertThat(runtime.advance()).isFalse();
        assertThat(log.offset(0)).hasValue(3);
        assertThat(replies).containsExactly(new Decision.Reply.Done("request-1"));
        assertThat(trial(runtime).state()).isEqualTo(TrialState.QUEUED);

        log.finishCommit();
        assertThat(runtime.advance()).isTrue();
        assertThat(trial(runtime).state()).isEqualTo(TrialState.RUNNING);
        assertThat(heard).hasSize((int) log.lastPosition());
        StudyRuntime restarted = runtime();
        restarted.restore();
        assertThat(restarted.states()).isEqualTo(runtime.states());
    }

    @Test
    void whatWasDecidedOnACommitThatFailsIsDroppedWithIt() {
        log.holdCommits();
        log.failNext(1);
        runtime.decide(batch(0, create()));
        assertThat(runtime.advance()).isFalse();
        runtime.decide(batch(1, claim()));

        log.finishCommit();
        assertThatThrownBy(runtime::advance).hasMessage("the disk is full");
        runtime.catchUp();
        assertThat(runtime.advance()).isTrue();
        assertThat(runtime.states()).isEmpty();
        assertThat(replies).isEmpty();
        assertThat(log.lastPosition()).isZero();
        assertThat(log.offset(0)).isEmpty();
    }

    @Test
    void aCommitWhoseAnswerIsLostTakesWhatWasDecidedOnItWithIt() {
        log.holdCommits();
        log.loseNextAnswers(1);
        runtime.decide(batch(0, create()));
        assertThat(runtime.advance()).isFalse();
        runtime.decide(batch(1, claim()));

        log.finishCommit();
        assertThatThrownBy(runtime::advance).hasMessage("the connection broke");
        runtime.catchUp();
        assertThat(trial(runtime).state()).isEqualTo(TrialState.QUEUED);
        runtime.decide(batch(1, claim()));
        assertThat(runtime.advance()).isFalse();
        log.finishCommit();
        assertThat(runtime.advance()).isTrue();
        assertThat(trial(runtime).state()).isEqualTo(TrialState.RUNNING);
    }

    @Test
    void aPartitionThatWasReadAnewMeanwhileIsNotDecidedOnTopOfItself() {
        log.holdCommits();
        runtime.decide(batch(0, create(), claim()));
        assertThat(runtime.advance()).isFalse();

        assertThatThrownBy(() -> runtime.decide(batch(0, create(), claim())))
                .isInstanceOf(EventLog.FencedException.class)
                .hasMessageContaining("goes on at offset 0, expected 2");
    }

    private static Trial trial(StudyRuntime of) {
        return Optional.ofNullable(of.states().get(ID)).orElseThrow().trials().get(0);
    }

    private static byte[] create() {
        return Json.bytes(Studies.create(2, 2));
    }

    private static byte[] claim() {
        return Json.bytes(new ClaimAttempt(attempt(0, 1), ANNA, Optional.of("claim")));
    }

    private static InboxBatch batch(long first, byte[]... values) {
        List<InboxBatch.RawRecord> records = new ArrayList<>();
        Arrays.asList(values).forEach(value -> records.add(new InboxBatch.RawRecord(first + records.size(), value)));
        return new InboxBatch(0, first, first + values.length, records);
    }
}
