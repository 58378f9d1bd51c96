package dev.regatta.coordinator;

import dev.regatta.coordinator.kafka.KafkaHeartbeats;
import dev.regatta.coordinator.kafka.KafkaInbox;
import dev.regatta.coordinator.kafka.KafkaPublisher;
import dev.regatta.coordinator.kafka.KafkaReplies;
import dev.regatta.coordinator.placement.FairShare;
import dev.regatta.coordinator.runtime.CoordinatorLoop;
import dev.regatta.coordinator.runtime.Dispatcher;
import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.runtime.FleetRegistry;
import dev.regatta.coordinator.runtime.LeaseKeeper;
import dev.regatta.coordinator.runtime.LeaseTable;
import dev.regatta.coordinator.runtime.OutboxLoop;
import dev.regatta.coordinator.runtime.Replies;
import dev.regatta.coordinator.runtime.ReplyRelay;
import dev.regatta.coordinator.runtime.Requests;
import dev.regatta.coordinator.runtime.StudyRuntime;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What decides studies, wired: the runtime over the event log, its inbox and outbox, leases, and the handing out of work.
 *
 * @param restoredIn how long the start waited until the studies were read back from the journal
 */
record Decisions(
        StudyRuntime runtime,
        CoordinatorLoop loop,
        FleetRegistry fleet,
        Replies replies,
        Requests requests,
        Duration restoredIn) {

    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);
    private static final Duration RECONNECT = Duration.ofSeconds(2);

    /**
     * Reads the studies back and joins those who decide; the loop is yet to be run.
     *
     * @param installation what all coordinators of one database have in common
     * @param reads the newest version of messages that is read
     */
    static Decisions open(
            ServerConfig config,
            EventLog log,
            String installation,
            int reads,
            KafkaPublisher publisher,
            Clock clock,
            OpenedParts parts) {
        Replies replies = new Replies();
        ReplyRelay relay = new ReplyRelay(replies, publisher);
        FleetRegistry fleet = new FleetRegistry();
        LeaseTable leases = new LeaseTable(config.lease(), RECONNECT, clock);
        StudyRuntime runtime = new StudyRuntime(log, publisher, clock, relay);
        Duration restoredIn = restore(runtime);
        runtime.listen(leases);
        runtime.leaveWorkToDispatcher();
        runtime.readUpTo(reads);
        Dispatcher dispatcher =
                new Dispatcher(runtime.states(), fleet, publisher, new FairShare(config.quotas()), config.lease());
        dispatcher.restart();
        runtime.listen(dispatcher);
        KafkaInbox inbox =
                parts.add(new KafkaInbox(config.kafka(), log, config.cluster().name(), installation, reads));
        parts.add(new KafkaReplies(config.kafka(), relay::heard));
        KafkaHeartbeats heartbeats = parts.add(new KafkaHeartbeats(config.kafka(), publisher));
        OutboxLoop outbox = new OutboxLoop(log, publisher, inbox::owned);
        outbox.start();
        parts.add(outbox::stop);
        CoordinatorLoop loop = new CoordinatorLoop(
                runtime, outbox, inbox, new LeaseKeeper(runtime, heartbeats, publisher, leases, fleet, clock), clock);
        loop.dispatchBy(dispatcher::restart, dispatcher::dispatch);
        loop.answerBy(relay);
        Requests requests = new Requests(inbox, publisher::send, clock);
        loop.decide(requests);
        return new Decisions(runtime, loop, fleet, replies, requests, restoredIn);
    }

    private static Duration restore(StudyRuntime runtime) {
        long begin = System.nanoTime();
        runtime.restore();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        LOG.info("{} studies read back in {} ms", runtime.states().size(), took.toMillis());
        return took;
    }
}
