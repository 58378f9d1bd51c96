package dev.regatta.protocol.api;

import dev.regatta.protocol.api.LedgerView.SpendingView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What all studies took of their devices, by the user or team that owns them.
 *
 * @param at until when attempts that run are counted
 * @param owners by name, studies without an owner first
 */
public record OwnersLedgerView(Instant at, List<OwnerSpendingView> owners) {

    public OwnersLedgerView {
        owners = List.copyOf(owners);
    }

    /**
     * An owner's part.
     *
     * @param owner empty for the studies that name none
     * @param spending its cost is that of the studies with a price
     * @param preemptions attempts that were lost or given back unasked
     * @param preemptionCost what those cost, of the studies with a price; empty where none has one
     */
    public record OwnerSpendingView(
            Optional<String> owner,
            List<String> studies,
            SpendingView spending,
            long preemptions,
            Optional<Double> preemptionCost) {

        public OwnerSpendingView {
            studies = List.copyOf(studies);
        }
    }
}
