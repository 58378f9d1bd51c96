package dev.regatta.coordinator.runtime;

import static dev.regatta.coordinator.study.Studies.ID;
import static dev.regatta.coordinator.study.Studies.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.study.Decision;
import dev.regatta.coordinator.study.Studies;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.StudyStatus;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.command.Command;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.command.StopStudy;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RequestsTest {

    private static final Ownership ALL = Ownership.whole(1);
    private static final Ownership NONE = new Ownership(2, Set.of(), 1);
    private static final CreateStudy CREATE = Studies.create(1, 1);
    private static final StopStudy STOP = new StopStudy("request-3", ID, "enough");
    private static final StopStudy STOP_ANOTHER = new StopStudy("request-2", new StudyId("missing"), "enough");

    private Instant now = NOON;
    private final InstantSource time = () -> now;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final InMemoryEventLog log = new InMemoryEventLog();
    private final EmptyInbox inbox = new EmptyInbox(ALL);
    private final List<Command> sentToBroker = new ArrayList<>();
    private final List<Decision.Reply> replies = new ArrayList<>();
    private final StudyRuntime runtime =
            new StudyRuntime(log, (topic, partition, offset, value, reason) -> {}, clock, replies::add);
    private final Requests requests = new Requests(
            inbox,
            command -> {
                sentToBroker.add(command);
                return CompletableFuture.completedFuture(command.study());
            },
            clock);
    private final CoordinatorLoop loop = loop();

    private CoordinatorLoop loop() {
        CoordinatorLoop made = Loops.over(runtime, log, inbox, List::of, messages -> {}, clock);
        made.decide(requests);
        made.begin();
        return made;
    }

    private void turn() {
        assertThat(loop.turn()).isTrue();
    }

    @Test
    void theStudysOwnerDecidesAtOnceAndAnswersAfterTheCommit() {
        turn();
        log.holdCommits();
        CompletableFuture<StudyId> sent = requests.apply(CREATE);
        turn();
        assertThat(sent).isNotDone();
        assertThat(replies).isEmpty();

        log.finishCommit();
        turn();

        assertThat(sent).isCompletedWithValue(ID);
        assertThat(replies).containsExactly(new Decision.Reply.Done("request-1"));
        assertThat(sentToBroker).isEmpty();
    }

    @Test
    void aRefusalChangesNothingAndIsAnsweredNevertheless() {
        turn();
        CompletableFuture<StudyId> sent = requests.apply(STOP_ANOTHER);
        turn();
        turn();
        assertThat(sent).isCompleted();
        assertThat(replies).hasOnlyElementsOfType(Decision.Reply.NotFound.class).hasSize(1);
        assertThat(log.lastPosition()).isZero();
    }

    @Test
    void aStudyOfAnotherCoordinatorsIsReachedThroughTheInbox() {
        turn();
        inbox.own(NONE);
        assertThat(requests.apply(CREATE)).isCompletedWithValue(ID);
        assertThat(sentToBroker).containsExactly(CREATE);
    }

    @Test
    void aRequestWhoseStudyIsGivenUpBeforeItsTurnGoesToTheNextOwner() {
        turn();
        CompletableFuture<StudyId> sent = requests.apply(CREATE);
        inbox.own(NONE);
        turn();
        assertThat(sent).isCompletedWithValue(ID);
        assertThat(sentToBroker).containsExactly(CREATE);
        assertThat(runtime.states()).isEmpty();
    }

    @Test
    void aRequestOutlastsRoundsThatFailButNotItsUsersPatience() {
        turn();
        log.failNext(1);
        CompletableFuture<StudyId> unused = requests.apply(CREATE);
        assertThat(loop.turn()).isFalse();
        CompletableFuture<StudyId> patient = requests.apply(CREATE);
        turn();
        assertThat(patient).isCompletedWithValue(ID);

        CompletableFuture<StudyId> late = requests.apply(STOP);
        now = now.plus(Replies.TIMEOUT);
        turn();
        turn();
        assertThat(late).isNotDone();
        assertThat(runtime.states().values()).extracting(StudyState::status).containsExactly(StudyStatus.RUNNING);
        assertThat(sentToBroker).isEmpty();
    }

    @Test
    void whoeverAskedForADecisionThatWasDroppedIsTold() {
        turn();
        log.failNext(1);
        CompletableFuture<StudyId> lost = requests.apply(CREATE);
        assertThat(loop.turn()).isFalse();
        assertThat(lost).isCompletedExceptionally();
        assertThat(lost.handle((study, failure) -> failure).join()).isInstanceOf(DroppedDecisionException.class);
        assertThat(replies).isEmpty();
        assertThat(runtime.states()).isEmpty();

        turn();
        CompletableFuture<StudyId> again = requests.apply(CREATE);
        turn();
        assertThat(again).isCompletedWithValue(ID);
        assertThat(runtime.states()).containsKey(ID);
    }
}
