package dev.regatta.coordinator.ledger;

import java.time.Duration;

/** Time of devices by what came of it; see {@link dev.regatta.protocol.api.LedgerView.SpendingView}. */
public record Spending(Duration useful, Duration repeated, Duration wasted) {

    public static final Spending NONE = new Spending(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public Spending plus(Spending other) {
        return new Spending(useful.plus(other.useful), repeated.plus(other.repeated), wasted.plus(other.wasted));
    }

    public Duration total() {
        return useful.plus(repeated).plus(wasted);
    }
}
