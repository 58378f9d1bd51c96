package dev.regatta.coordinator.runtime;

import static dev.regatta.coordinator.study.Studies.ANNA;
import static dev.regatta.coordinator.study.Studies.ID;
import static dev.regatta.coordinator.study.Studies.NOON;
import static dev.regatta.coordinator.study.Studies.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.regatta.coordinator.study.Decision;
import dev.regatta.coordinator.study.Studies;
import dev.regatta.protocol.Topics;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.command.ClaimAttempt;
import dev.regatta.protocol.command.ExpireLease;
import dev.regatta.protocol.event.LeaseExpired;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A coordinator among others: what it follows, what it leaves alone, and what it takes over. */
class FollowingTest {

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final List<JournalEntry> heard = new ArrayList<>();
    private final List<Outgoing> published = new ArrayList<>();
    private final StudyRuntime owner = runtime();
    private final StudyRuntime follower = runtime();
    private Instant now = NOON;

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("one zone");
        }
    };

    private final EmptyInbox inbox = new EmptyInbox(Ownership.none(1));

    private StudyRuntime runtime() {
        StudyRuntime made = new StudyRuntime(
                log, (topic, partition, offset, value, reason) -> {}, Clock.fixed(NOON, ZoneOffset.UTC), reply -> {});
        made.listen(heard::addAll);
        return made;
    }

    private static InboxBatch batch(long first, Object... records) {
        List<InboxBatch.RawRecord> raw = new ArrayList<>();
        for (Object each : records) {
            raw.add(new InboxBatch.RawRecord(first + raw.size(), Json.bytes(each)));
        }
        return new InboxBatch(0, first, first + raw.size(), raw);
    }

    private static InboxBatch running() {
        return batch(0, Studies.create(1, 1), new ClaimAttempt(attempt(0, 1), ANNA, Optional.of("claim")));
    }

    @Test
    void whatAnotherDecidedIsVisibleAndToldOnce() {
        owner.process(running());
        heard.clear();

        follower.follow();
        follower.follow();

        assertThat(follower.states()).isEqualTo(owner.states());
        assertThat(follower.position()).isEqualTo(log.lastPosition());
        assertThat(heard).hasSize((int) log.lastPosition());
    }

    @Test
    void studyWithSomethingUnderWayIsLeftAndItsCommitIsRefused() {
        owner.process(running());
        follower.follow();
        ExpireLease expire = new ExpireLease(attempt(0, 1), 1, "no heartbeat");
        owner.execute(expire);
        follower.decide(batch(2, Studies.create(1, 1)));

        follower.follow();

        assertThat(follower.position()).isLessThan(log.lastPosition());
        assertThatThrownBy(follower::settle).isInstanceOf(EventLog.FencedException.class);
        follower.catchUp();
        assertThat(follower.states()).isEqualTo(owner.states());
        assertThat(follower.position()).isEqualTo(log.lastPosition());
    }

    @Test
    void ownCommitsBetweenThoseOfOthersAreNotTakenTwice() {
        owner.process(batch(0, Studies.create(1, 1)));
        follower.follow();
        follower.process(batch(1, new ClaimAttempt(attempt(0, 1), ANNA, Optional.of("claim"))));
        owner.follow();
        heard.clear();

        follower.follow();

        assertThat(heard).isEmpty();
        assertThat(follower.states()).isEqualTo(owner.states());
    }

    private CoordinatorLoop loop(StudyRuntime runtime) {
        CoordinatorLoop loop = Loops.over(runtime, log, inbox, List::of, published::addAll, clock);
        loop.begin();
        return loop;
    }

    private boolean isExpired() {
        return log.after(0, Optional.of(ID), 99).stream().anyMatch(entry -> entry.event() instanceof LeaseExpired);
    }

    @Test
    void leasesOfAnothersStudiesAreLeftAndCountAnewFromTheTakeover() {
        owner.process(running());
        CoordinatorLoop loop = loop(follower);
        assertThat(loop.turn()).isTrue();
        now = now.plus(Loops.LEASE.multipliedBy(2));
        assertThat(loop.turn()).isTrue();
        assertThat(follower.states()).isEqualTo(owner.states());
        assertThat(isExpired()).isFalse();

        inbox.own(new Ownership(1, Set.of(0), 1));
        assertThat(loop.turn()).isTrue();
        now = now.plus(Loops.LEASE.minusSeconds(1));
        assertThat(loop.turn()).isTrue();
        assertThat(isExpired()).isFalse();

        now = now.plusSeconds(2);
        assertThat(loop.turn()).isTrue();
        assertThat(isExpired()).isTrue();
    }

    @Test
    void replyIsPublishedForWhoeverWaitsThoughAllPartitionsAreOwnedHere() {
        inbox.own(new Ownership(1, Set.of(0), 1));
        Replies replies = new Replies();
        Replies.Request here = replies.expect();
        ReplyRelay relay = new ReplyRelay(replies, published::addAll);
        relay.begin(owner, inbox);

        relay.accept(new Decision.Reply.Done(here.id()));
        relay.accept(new Decision.Reply.Done("elsewhere"));

        assertThat(here.answer()).isCompletedWithValue(new Decision.Reply.Done(here.id()));
        assertThat(published)
                .extracting(Outgoing::topic, Outgoing::key)
                .containsExactly(tuple(Topics.REPLIES, "elsewhere"));
    }

    @Test
    void onlyTheOwnerHandsOutWork() {
        List<Instant> dispatched = new ArrayList<>();
        List<String> begun = new ArrayList<>();
        CoordinatorLoop loop = loop(follower);
        loop.dispatchBy(() -> begun.add("begun"), dispatched::add);
        assertThat(loop.turn()).isTrue();
        assertThat(dispatched).isEmpty();

        inbox.own(new Ownership(1, Set.of(0), 1));
        assertThat(loop.turn()).isTrue();
        assertThat(begun).hasSize(1);
        assertThat(dispatched).hasSize(1);
    }

    @Test
    void outboxIsPublishedByWhoeverOwnsItsPartition() {
        owner.process(running());
        OutboxLoop outbox = new OutboxLoop(log, published::addAll, inbox::owned);
        assertThat(outbox.publishPage()).isFalse();

        inbox.own(new Ownership(1, Set.of(0), 1));
        assertThat(outbox.publishPage()).isTrue();
        int all = published.size();
        assertThat(all).isGreaterThanOrEqualTo((int) log.lastPosition());
        inbox.own(new Ownership(2, Set.of(0), 1));
        assertThat(outbox.publishPage()).isTrue();
        assertThat(published).hasSize(2 * all);
    }
}
