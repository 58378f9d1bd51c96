package dev.regatta.coordinator.ledger;

import dev.regatta.protocol.api.LedgerView;
import dev.regatta.protocol.api.LedgerView.PreemptionView;
import dev.regatta.protocol.api.LedgerView.SpendingView;
import dev.regatta.protocol.api.OwnersLedgerView.OwnerSpendingView;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The ledgers of studies, summed by owner. Pure. */
public final class OwnerLedgers {

    private OwnerLedgers() {}

    /** @param byOwner the studies' ledgers by the owner's name, empty for none */
    public static List<OwnerSpendingView> of(Map<String, ? extends Collection<LedgerView>> byOwner) {
        return new TreeMap<>(byOwner)
                .entrySet().stream()
                        .map(owner -> owner(owner.getKey(), owner.getValue()))
                        .toList();
    }

    private static OwnerSpendingView owner(String owner, Collection<LedgerView> ledgers) {
        SpendingView spending = new SpendingView(
                sum(ledgers, SpendingView::usefulSeconds),
                sum(ledgers, SpendingView::repeatedSeconds),
                sum(ledgers, SpendingView::wastedSeconds),
                total(ledgers.stream().map(ledger -> ledger.total().cost())));
        return new OwnerSpendingView(
                Optional.of(owner).filter(name -> !name.isEmpty()),
                ledgers.stream().map(LedgerView::study).sorted().toList(),
                spending,
                ledgers.stream()
                        .mapToLong(ledger -> ledger.preemptions().size())
                        .sum(),
                total(ledgers.stream()
                        .flatMap(ledger -> ledger.preemptions().stream())
                        .map(PreemptionView::cost)));
    }

    private static double sum(Collection<LedgerView> ledgers, ToDoubleFunction<SpendingView> part) {
        return ledgers.stream().map(LedgerView::total).mapToDouble(part).sum();
    }

    /** Of those that have one; empty if none has. */
    private static Optional<Double> total(Stream<Optional<Double>> costs) {
        return costs.flatMap(Optional::stream).map(Function.identity()).reduce(Double::sum);
    }
}
