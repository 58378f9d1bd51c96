package dev.regatta.coordinator.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** One trial's attempts as they come. Changed by the ledger alone. */
final class TrialAccount {
    private final int trial;
    private final List<AttemptAccount> attempts = new ArrayList<>();
    private long highestStep;

    TrialAccount(int trial) {
        this.trial = trial;
    }

    int trial() {
        return trial;
    }

    List<AttemptAccount> attempts() {
        return attempts;
    }

    long highestStep() {
        return highestStep;
    }

    void open(AttemptAccount attempt) {
        attempts.add(attempt);
    }

    void reached(long step) {
        highestStep = Math.max(highestStep, step);
    }

    /** Changes the attempt that runs; nothing if none does. */
    void current(UnaryOperator<AttemptAccount> change) {
        int last = attempts.size() - 1;
        if (last >= 0 && attempts.get(last).isOpen()) {
            attempts.set(last, change.apply(attempts.get(last)));
        }
    }

    /** Of the attempt that runs alone. */
    Spending running(Instant now) {
        int last = attempts.size() - 1;
        return last >= 0 && attempts.get(last).isOpen() ? attempts.get(last).spending(now) : Spending.NONE;
    }

    Spending spending(Instant now) {
        return attempts.stream().map(attempt -> attempt.spending(now)).reduce(Spending.NONE, Spending::plus);
    }
}
