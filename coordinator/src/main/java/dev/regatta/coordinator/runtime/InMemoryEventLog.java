package dev.regatta.coordinator.runtime;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Topics;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The event log without a database, for simulations and tests; the contract holds it to what the real one does. It fails
 * when it is asked to.
 */
public final class InMemoryEventLog implements EventLog {

    private final List<JournalEntry> journal = new ArrayList<>();
    private final Map<Long, Integer> partitions = new HashMap<>();
    private final List<Pending> outbox = new ArrayList<>();
    private final Map<Integer, Long> offsets = new HashMap<>();
    private final Map<StudyId, Long> lastPositions = new HashMap<>();
    private long lastId;
    private int failures;
    private boolean answersLost;
    private Optional<Deque<Runnable>> held = Optional.empty();

    /** Lets the next commits fail, before they write anything. */
    public synchronized void failNext(int commits) {
        failures = commits;
        answersLost = false;
    }

    /** Lets the next commits write all, and fail nevertheless: as if the connection broke before the answer. */
    public synchronized void loseNextAnswers(int commits) {
        failures = commits;
        answersLost = true;
    }

    /** From now on what is submitted is written at once, but known to be only after {@link #finishCommit}. */
    public synchronized void holdCommits() {
        held = Optional.of(new ArrayDeque<>());
    }

    /** Lets the oldest submitted commit be known; nothing if there is none. */
    public void finishCommit() {
        Runnable finish;
        synchronized (this) {
            finish = held.map(Deque::poll).orElse(() -> {});
        }
        finish.run();
    }

    @Override
    public synchronized CompletableFuture<List<JournalEntry>> submit(Commit commit) {
        CompletableFuture<List<JournalEntry>> done = EventLog.super.submit(commit);
        return held.map(waiting -> {
                    CompletableFuture<List<JournalEntry>> known = new CompletableFuture<>();
                    waiting.add(() -> {
                        var unused = done.whenComplete((entries, failure) -> {
                            if (failure == null) {
                                known.complete(entries);
                            } else {
                                known.completeExceptionally(failure);
                            }
                        });
                    });
                    return known;
                })
                .orElse(done);
    }

    @Override
    public synchronized List<JournalEntry> commit(Commit commit) {
        boolean fails = failures > 0;
        failures = Math.max(0, failures - 1);
        if (fails && !answersLost) {
            throw new IllegalStateException("the disk is full");
        }
        List<JournalEntry> entries = write(commit);
        if (fails) {
            throw new IllegalStateException("the connection broke");
        }
        return entries;
    }

    private List<JournalEntry> write(Commit commit) {
        commit.basis().forEach(this::check);
        commit.offsets().forEach(this::move);
        List<JournalEntry> entries = new ArrayList<>();
        for (Commit.Decided decided : commit.events()) {
            entries.add(new JournalEntry(journal.size() + entries.size() + 1, decided.at(), decided.event()));
        }
        journal.addAll(entries);
        entries.forEach(entry -> lastPositions.put(entry.event().study(), entry.position()));
        commit.messages().forEach(message -> append(message, commit.partition()));
        entries.forEach(entry -> append(
                new Outgoing(Topics.JOURNAL, entry.event().study().value(), Json.text(entry)), commit.partition()));
        return entries;
    }

    private void check(StudyId study, long expected) {
        long last = lastPositions.getOrDefault(study, 0L);
        if (last != expected) {
            throw new FencedException("journal of study " + study + " is at " + last + ", expected " + expected);
        }
    }

    private void move(Commit.OffsetMove move) {
        long stored = offsets.getOrDefault(move.partition(), move.from());
        if (stored != move.from()) {
            throw new FencedException("offset is " + stored + ", expected " + move.from());
        }
        offsets.put(move.partition(), move.to());
    }

    private void append(Outgoing message, int partition) {
        outbox.add(new Pending(++lastId, message));
        partitions.put(lastId, partition);
    }

    @Override
    public synchronized OptionalLong offset(int partition) {
        Long offset = offsets.get(partition);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    @Override
    public synchronized void replay(Consumer<JournalEntry> consumer) {
        List.copyOf(journal).forEach(consumer);
    }

    @Override
    public synchronized List<JournalEntry> after(long position, Optional<StudyId> study, int limit) {
        int from = (int) Math.min(position, journal.size());
        return journal.subList(from, journal.size()).stream()
                .filter(entry -> study.isEmpty() || entry.event().study().equals(study.get()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long lastPosition() {
        return journal.size();
    }

    @Override
    public synchronized List<JournalEntry> reports(StudyId study, Collection<Integer> trials) {
        return journal.stream()
                .filter(entry -> entry.event() instanceof EpochReported reported
                        && reported.study().equals(study)
                        && trials.contains(number(entry)))
                .sorted(Comparator.comparing(InMemoryEventLog::number))
                .toList();
    }

    @Override
    public synchronized long countReports(StudyId study) {
        return journal.stream()
                .filter(entry -> entry.event() instanceof EpochReported
                        && entry.event().study().equals(study))
                .count();
    }

    @Override
    public synchronized List<JournalEntry> newest(StudyId study, Set<Class<? extends Event>> types, int limit) {
        return journal.stream()
                .filter(entry -> entry.event().study().equals(study)
                        && types.contains(entry.event().getClass()))
                .sorted(Comparator.comparing(JournalEntry::position).reversed())
                .limit(limit)
                .toList();
    }

    private static int number(JournalEntry entry) {
        return ((EpochReported) entry.event()).attempt().trial().number();
    }

    @Override
    public synchronized List<Pending> pending(Set<Integer> of, long after, int limit) {
        return outbox.stream()
                .filter(pending -> pending.id() > after && isOf(of, pending))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void forget(Set<Integer> of, long upTo) {
        outbox.removeIf(pending -> pending.id() <= upTo && isOf(of, pending));
    }

    private boolean isOf(Set<Integer> of, Pending pending) {
        return of.contains(partitions.get(pending.id()));
    }

    @Override
    public void takeOverOlder() {
        // there is no older version of it
    }
}
