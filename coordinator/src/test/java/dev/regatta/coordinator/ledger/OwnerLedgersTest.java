package dev.regatta.coordinator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.api.LedgerView;
import dev.regatta.protocol.api.LedgerView.PreemptionView;
import dev.regatta.protocol.api.LedgerView.SpendingView;
import dev.regatta.protocol.api.OwnersLedgerView.OwnerSpendingView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnerLedgersTest {

    private static LedgerView ledger(String study, double seconds, Optional<Double> cost, int preemptions) {
        List<PreemptionView> lost = java.util.Collections.nCopies(
                preemptions, new PreemptionView(0, 1, "anna", "EXPIRED", "gone", 1, 0, 0, cost.map(all -> all / 10)));
        return new LedgerView(
                study, Instant.EPOCH, Optional.empty(), new SpendingView(seconds, 1, 2, cost), List.of(), lost);
    }

    @Test
    void anOwnersPartIsTheSumOfItsStudies() {
        List<OwnerSpendingView> owners = OwnerLedgers.of(Map.of(
                "vision", List.of(ledger("b", 10, Optional.of(5.0), 2), ledger("a", 20, Optional.empty(), 1)),
                "", List.of(ledger("c", 7, Optional.empty(), 0))));

        assertThat(owners)
                .containsExactly(
                        new OwnerSpendingView(
                                Optional.empty(),
                                List.of("c"),
                                new SpendingView(7, 1, 2, Optional.empty()),
                                0,
                                Optional.empty()),
                        new OwnerSpendingView(
                                Optional.of("vision"),
                                List.of("a", "b"),
                                new SpendingView(30, 2, 4, Optional.of(5.0)),
                                3,
                                Optional.of(1.0)));
    }
}
