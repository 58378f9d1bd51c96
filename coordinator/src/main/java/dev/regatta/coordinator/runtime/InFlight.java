package dev.regatta.coordinator.runtime;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Attempts that were handed to a pool or that a worker has, counted by study as they come and go: with a thousand workers they are
 * too many to be counted for each hand-out. For one thread.
 */
final class InFlight {

    private record Ticket(String pool, Instant at) {}

    /**
     * Attempts that lie in a pool.
     *
     * @param fresh those of them that a worker may take any moment: they were handed out just now
     */
    record Lying(int all, int fresh) {
        static final Lying NONE = new Lying(0, 0);

        Lying plus(Lying others) {
            return new Lying(all + others.all, fresh + others.fresh);
        }
    }

    private final Map<AttemptId, Ticket> tickets = new LinkedHashMap<>();
    private final Map<AttemptId, WorkerId> running = new HashMap<>();
    private final Map<StudyId, Integer> counts = new HashMap<>();

    void clear() {
        tickets.clear();
        running.clear();
        counts.clear();
    }

    /** It lies in the pool. */
    void handOut(AttemptId attempt, String pool, Instant at) {
        if (tickets.put(attempt, new Ticket(pool, at)) == null) {
            count(attempt, 1);
        }
    }

    /** It lies in no pool any more; false if it did not. */
    boolean takeBack(AttemptId attempt) {
        boolean lay = tickets.remove(attempt) != null;
        if (lay) {
            count(attempt, -1);
        }
        return lay;
    }

    /** A worker has it. */
    void start(AttemptId attempt, WorkerId worker) {
        if (running.put(attempt, worker) == null) {
            count(attempt, 1);
        }
    }

    /** No worker has it any more. */
    void end(AttemptId attempt) {
        if (running.remove(attempt) != null) {
            count(attempt, -1);
        }
    }

    private void count(AttemptId attempt, int change) {
        counts.merge(attempt.study(), change, (known, one) -> known + one == 0 ? null : known + one);
    }

    boolean isNothingHandedOut() {
        return tickets.isEmpty();
    }

    /** What lies in a pool, the oldest first. */
    Set<AttemptId> handedOut() {
        return Collections.unmodifiableSet(tickets.keySet());
    }

    /** What lies in a pool that is none of these, or for longer than so. */
    List<AttemptId> lost(Set<String> pools, Instant now, Duration patience) {
        Instant since = now.minus(patience);
        List<AttemptId> lost = new ArrayList<>();
        tickets.forEach((attempt, ticket) -> {
            if (ticket.at().isBefore(since) || !pools.contains(ticket.pool())) {
                lost.add(attempt);
            }
        });
        return lost;
    }

    /** By study, without those that have none. */
    Map<StudyId, Integer> byStudy() {
        return Collections.unmodifiableMap(counts);
    }

    /** Workers that have an attempt. */
    Set<WorkerId> busy() {
        return Set.copyOf(running.values());
    }

    /** What lies in each pool, without pools where nothing lies. */
    Map<String, Lying> lying(Instant freshSince) {
        Map<String, Lying> lying = new HashMap<>();
        tickets.values()
                .forEach(ticket -> lying.merge(
                        ticket.pool(), new Lying(1, ticket.at().isBefore(freshSince) ? 0 : 1), Lying::plus));
        return lying;
    }
}
