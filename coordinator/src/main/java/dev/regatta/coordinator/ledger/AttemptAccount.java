package dev.regatta.coordinator.ledger;

import dev.regatta.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt's time, immutable. Until it has passed the trial's highest earlier step it repeats; what follows its last
 * checkpoint is wasted if it ends without a result.
 *
 * @param startedAt when it began to train; empty before
 * @param repeatsUntil the highest step that is in an earlier attempt's checkpoint
 * @param fromStep the step it went on from
 * @param passedAt when it had again made the steps that were made before; empty: not yet
 * @param savedAt its last checkpoint
 */
record AttemptAccount(
        int number,
        WorkerId worker,
        Instant grantedAt,
        long repeatsUntil,
        long fromStep,
        Optional<Instant> startedAt,
        Optional<Instant> passedAt,
        Optional<Instant> savedAt,
        Optional<Ended> ended) {

    /**
     * How it ended.
     *
     * @param isResult true if nothing of it was in vain: the trial completed, or was asked to end
     */
    record Ended(String how, String reason, Instant at, boolean isResult, boolean isPreemption) {}

    static AttemptAccount granted(int number, WorkerId worker, Instant at, long highestStep) {
        return new AttemptAccount(
                number,
                worker,
                at,
                highestStep,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    AttemptAccount started(long from, Instant at) {
        Optional<Instant> passed = from >= repeatsUntil ? Optional.of(at) : Optional.empty();
        return new AttemptAccount(
                number, worker, grantedAt, repeatsUntil, from, Optional.of(at), passed, savedAt, ended);
    }

    AttemptAccount saved(long step, Instant at) {
        Optional<Instant> passed = passedAt.or(() -> step >= repeatsUntil ? Optional.of(at) : Optional.empty());
        return new AttemptAccount(
                number, worker, grantedAt, repeatsUntil, fromStep, startedAt, passed, Optional.of(at), ended);
    }

    AttemptAccount ended(Ended how) {
        return new AttemptAccount(
                number, worker, grantedAt, repeatsUntil, fromStep, startedAt, passedAt, savedAt, Optional.of(how));
    }

    boolean isOpen() {
        return ended.isEmpty();
    }

    /** Its time until its end, or until now while it runs. */
    Spending spending(Instant now) {
        Instant end = ended.map(Ended::at).orElse(now);
        boolean isLost = ended.filter(how -> !how.isResult()).isPresent();
        Instant kept = isLost ? savedAt.orElse(grantedAt) : end;
        Duration repeated = repeated(kept);
        return new Spending(Duration.between(grantedAt, kept).minus(repeated), repeated, Duration.between(kept, end));
    }

    /** From its start to where it was at new steps, as far as it is kept. */
    private Duration repeated(Instant kept) {
        Instant from = startedAt.orElse(kept);
        Instant to = passedAt.orElse(kept);
        return from.isBefore(kept) && to.isAfter(from)
                ? Duration.between(from, to.isBefore(kept) ? to : kept)
                : Duration.ZERO;
    }

    /** From its lease to its first step. */
    Duration restart(Instant now) {
        return Duration.between(
                grantedAt, startedAt.or(() -> ended.map(Ended::at)).orElse(now));
    }
}
