package dev.regatta.worker.attempt;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.command.ClaimAttempt;
import dev.regatta.protocol.control.ControlMessage;
import dev.regatta.protocol.control.ControlMessage.AcceptFact;
import dev.regatta.protocol.control.ControlMessage.GrantLease;
import dev.regatta.protocol.control.ControlMessage.RefuseClaim;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.CheckpointSaved;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Answers claims and facts at once, on the caller's thread. */
final class FakeCoordinator implements FactSender {
    static final long EPOCH = 5;

    private final List<AttemptFact> facts = new CopyOnWriteArrayList<>();
    private final List<ClaimAttempt> claims = new CopyOnWriteArrayList<>();
    private Consumer<ControlMessage> worker = message -> {};
    private Function<ClaimAttempt, Optional<ControlMessage>> answer =
            claim -> Optional.of(new GrantLease(claim.worker(), claim.attempt(), EPOCH, claim.claim()));
    private Predicate<AttemptFact> accepts = fact -> true;
    private Consumer<AttemptFact> watcher = fact -> {};

    void talkTo(Consumer<ControlMessage> listener) {
        worker = listener;
    }

    FakeCoordinator refusing(AttemptId refused) {
        answer = claim -> Optional.of(
                claim.attempt().equals(refused)
                        ? new RefuseClaim(claim.worker(), claim.attempt(), "another's", claim.claim())
                        : new GrantLease(claim.worker(), claim.attempt(), EPOCH, claim.claim()));
        return this;
    }

    FakeCoordinator silentOn(AttemptId unanswered) {
        answer = claim -> claim.attempt().equals(unanswered)
                ? Optional.empty()
                : Optional.of(new GrantLease(claim.worker(), claim.attempt(), EPOCH, claim.claim()));
        return this;
    }

    FakeCoordinator accepting(Predicate<AttemptFact> accepted) {
        accepts = accepted;
        return this;
    }

    FakeCoordinator watchedBy(Consumer<AttemptFact> listener) {
        watcher = listener;
        return this;
    }

    @Override
    public CompletableFuture<Void> claim(ClaimAttempt claim) {
        claims.add(claim);
        answer.apply(claim).ifPresent(worker);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void send(AttemptFact fact) {
        facts.add(fact);
        watcher.accept(fact);
        if (accepts.test(fact)) {
            accept(fact);
        }
    }

    void accept(AttemptFact fact) {
        var header = fact.header();
        say(new AcceptFact(header.worker(), header.attempt(), header.leaseEpoch(), header.sequence()));
    }

    void say(ControlMessage message) {
        worker.accept(message);
    }

    ControlMessage revocation(AttemptId attempt, WorkerId holder) {
        return new ControlMessage.RevokeLease(holder, attempt, EPOCH, "expired");
    }

    ControlMessage stop(AttemptId attempt, WorkerId holder) {
        return new ControlMessage.StopTrial(holder, attempt, EPOCH, "stop requested");
    }

    List<AttemptFact> facts() {
        return List.copyOf(facts);
    }

    List<ClaimAttempt> claims() {
        return List.copyOf(claims);
    }

    /** The facts' types, in order. */
    List<String> said() {
        return facts.stream().map(fact -> fact.getClass().getSimpleName()).toList();
    }

    AttemptFact last() {
        return facts.get(facts.size() - 1);
    }

    /** What a next attempt would resume from, newest first. */
    List<CheckpointRef> checkpoints() {
        List<CheckpointRef> oldestFirst = facts.stream()
                .filter(CheckpointSaved.class::isInstance)
                .map(fact -> ((CheckpointSaved) fact).checkpoint())
                .toList();
        return oldestFirst.stream()
                .sorted((a, b) -> Long.compare(oldestFirst.indexOf(b), oldestFirst.indexOf(a)))
                .toList();
    }
}
