package dev.regatta.deploy.simulation;

import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.control.ControlMessage.AcceptFact;
import dev.regatta.protocol.event.AttemptFact;
import java.util.TreeMap;

/** What one worker said under its latest lease, and holds the coordinator to: what was accepted is in the journal. */
final class Acknowledgements {

    private record Lease(AttemptId attempt, long epoch) {}

    private final Witness witness;
    private final TreeMap<Long, AttemptFact> sent = new TreeMap<>();
    private Lease lease = new Lease(AttemptId.parse("none/0/1"), 0);

    Acknowledgements(Witness witness) {
        this.witness = witness;
    }

    void sent(AttemptFact fact) {
        Lease current = new Lease(fact.attempt(), fact.header().leaseEpoch());
        if (!current.equals(lease)) {
            lease = current;
            sent.clear();
        }
        sent.put(fact.header().sequence(), fact);
    }

    void accepted(AcceptFact accept) {
        if (lease.equals(new Lease(accept.attempt(), accept.leaseEpoch()))) {
            sent.headMap(accept.sequence(), true).values().forEach(witness::acknowledged);
        }
    }
}
