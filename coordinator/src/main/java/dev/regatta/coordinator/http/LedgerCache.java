package dev.regatta.coordinator.http;

import dev.regatta.coordinator.ledger.Ledger;
import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.JournalEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The ledger of each study, kept: a further look folds only what its journal has gained. Thread-safe; blocks. */
final class LedgerCache {
    private static final int PAGE = 2_000;

    private final EventLog log;
    private final Map<StudyId, Kept> ledgers = new ConcurrentHashMap<>();

    private static final class Kept {
        private final Ledger ledger = new Ledger();
        private long position;
    }

    LedgerCache(EventLog log) {
        this.log = log;
    }

    /** What {@code view} makes of the ledger as the journal tells it now; it may not keep the ledger. */
    <T> T read(StudyId study, Function<Ledger, T> view) {
        Kept kept = ledgers.computeIfAbsent(study, id -> new Kept());
        synchronized (kept) {
            List<JournalEntry> page = log.after(kept.position, Optional.of(study), PAGE);
            while (!page.isEmpty()) {
                page.forEach(kept.ledger::take);
                kept.position = page.get(page.size() - 1).position();
                page = log.after(kept.position, Optional.of(study), PAGE);
            }
            return view.apply(kept.ledger);
        }
    }
}
