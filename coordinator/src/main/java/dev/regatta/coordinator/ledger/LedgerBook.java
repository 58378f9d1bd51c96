package dev.regatta.coordinator.ledger;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.LeaseExpired;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ledgers of every study, fed with the whole journal in its order. For one thread. */
public final class LedgerBook {
    private final Map<StudyId, Ledger> ledgers = new LinkedHashMap<>();
    private final Map<StudyId, Integer> preemptions = new LinkedHashMap<>();

    /** Takes the next entry. */
    public void take(JournalEntry entry) {
        StudyId study = entry.event().study();
        ledgers.computeIfAbsent(study, id -> new Ledger()).take(entry);
        if (entry.event() instanceof LeaseExpired || entry.event() instanceof AttemptYielded) {
            preemptions.merge(study, 1, Integer::sum);
        }
    }

    /** What each study took until now. */
    public Map<StudyId, Spending> spending(Instant now) {
        Map<StudyId, Spending> all = new LinkedHashMap<>();
        ledgers.forEach((study, ledger) -> all.put(study, ledger.total(now)));
        return all;
    }

    /** How many attempts of each study were lost or given back. */
    public Map<StudyId, Integer> preemptions() {
        return Map.copyOf(preemptions);
    }
}
