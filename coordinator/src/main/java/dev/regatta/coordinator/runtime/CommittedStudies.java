package dev.regatta.coordinator.runtime;

import dev.regatta.coordinator.study.StudyEvents;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.JournalEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * The visible state of every study: the fold of the journal, as far as it is known here. Written by one thread; the states and the
 * position may be read by any.
 */
final class CommittedStudies {

    private static final int PAGE = 1_000;

    private final EventLog log;
    private final List<JournalListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<StudyId, StudyState> states = new ConcurrentHashMap<>();
    /** Where the journal of each study ends, as far as it is in its state. */
    private final Map<StudyId, Long> positions = new HashMap<>();

    /** Every entry up to here is in the states. */
    private volatile long position;

    /** The last entry that is in any of them. */
    private long last;

    CommittedStudies(EventLog log) {
        this.log = log;
    }

    /** From here on {@code listener} hears of all that is added or followed. */
    void listen(JournalListener listener) {
        listeners.add(listener);
    }

    /** A live view. */
    Map<StudyId, StudyState> states() {
        return Collections.unmodifiableMap(states);
    }

    /** A live view of where the journal of each study ends. */
    Map<StudyId, Long> positions() {
        return Collections.unmodifiableMap(positions);
    }

    /** Every entry of the journal up to this position is in the states. */
    long position() {
        return position;
    }

    /** Position of the last entry in the states; entries of others before it may be missing. */
    long last() {
        return Math.max(last, position);
    }

    /** Reads every study back from the journal. */
    void restore() {
        states.clear();
        positions.clear();
        position = 0;
        log.replay(entry -> {
            take(entry);
            position = entry.position();
        });
    }

    private void take(JournalEntry entry) {
        StudyId study = entry.event().study();
        states.compute(study, (id, state) -> StudyEvents.apply(Optional.ofNullable(state), entry.event(), entry.at()));
        positions.put(study, entry.position());
    }

    /**
     * Makes visible what was decided here and is committed.
     *
     * @param changed the states that the entries lead to
     */
    void add(Map<StudyId, StudyState> changed, List<JournalEntry> entries) {
        states.putAll(changed);
        long end = position;
        for (JournalEntry entry : entries) {
            positions.put(entry.event().study(), entry.position());
            end = entry.position() == end + 1 ? entry.position() : end; // else another's are between them
            last = entry.position();
        }
        position = end;
    }

    /**
     * Takes over what others have committed meanwhile.
     *
     * @param isUnderWay studies that are left as they are
     */
    void follow(Predicate<StudyId> isUnderWay) {
        long read = position;
        boolean whole = true;
        List<JournalEntry> page;
        do {
            page = log.after(read, Optional.empty(), PAGE);
            List<JournalEntry> news = new ArrayList<>();
            for (JournalEntry entry : page) {
                read = entry.position();
                StudyId study = entry.event().study();
                if (positions.getOrDefault(study, 0L) < read) {
                    if (isUnderWay.test(study)) {
                        whole = false;
                    } else {
                        take(entry);
                        news.add(entry);
                    }
                }
                position = whole ? read : position;
            }
            tell(news);
        } while (page.size() == PAGE);
    }

    void tell(List<JournalEntry> entries) {
        if (!entries.isEmpty()) {
            listeners.forEach(listener -> listener.committed(entries));
        }
    }
}
