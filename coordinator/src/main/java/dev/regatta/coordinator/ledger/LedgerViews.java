package dev.regatta.coordinator.ledger;

import dev.regatta.coordinator.ledger.AttemptAccount.Ended;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.LedgerView;
import dev.regatta.protocol.api.LedgerView.AttemptSpendingView;
import dev.regatta.protocol.api.LedgerView.PreemptionView;
import dev.regatta.protocol.api.LedgerView.SpendingView;
import dev.regatta.protocol.api.LedgerView.TrialSpendingView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the API shows of a ledger. Pure. */
public final class LedgerViews {
    private final Instant now;
    private final Optional<Double> price;

    private LedgerViews(Instant now, Optional<Double> price) {
        this.now = now;
        this.price = price;
    }

    /**
     * The whole ledger.
     *
     * @param now until when attempts that run are counted
     * @param price of a device's hour
     */
    public static LedgerView of(StudyId study, Ledger ledger, Instant now, Optional<Double> price) {
        LedgerViews views = new LedgerViews(now, price);
        return new LedgerView(
                study.value(),
                now,
                price,
                views.spending(ledger.total(now)),
                ledger.trials().stream().map(views::trial).toList(),
                ledger.trials().stream()
                        .flatMap(trial -> views.preemptions(trial).stream())
                        .toList());
    }

    private TrialSpendingView trial(TrialAccount trial) {
        return new TrialSpendingView(
                trial.trial(),
                spending(trial.spending(now)),
                trial.attempts().stream().map(this::attempt).toList());
    }

    private AttemptSpendingView attempt(AttemptAccount attempt) {
        return new AttemptSpendingView(
                attempt.number(),
                attempt.worker().value(),
                attempt.ended().map(Ended::how).orElse("RUNNING"),
                spending(attempt.spending(now)));
    }

    private List<PreemptionView> preemptions(TrialAccount trial) {
        List<PreemptionView> preemptions = new ArrayList<>();
        List<AttemptAccount> attempts = trial.attempts();
        for (int i = 0; i < attempts.size(); i++) {
            Optional<AttemptAccount> next =
                    i + 1 < attempts.size() ? Optional.of(attempts.get(i + 1)) : Optional.empty();
            AttemptAccount lost = attempts.get(i);
            lost.ended()
                    .filter(Ended::isPreemption)
                    .ifPresent(end -> preemptions.add(preemption(trial.trial(), lost, end, next)));
        }
        return preemptions;
    }

    private PreemptionView preemption(int trial, AttemptAccount lost, Ended end, Optional<AttemptAccount> next) {
        Duration wasted = lost.spending(now).wasted();
        Duration repeated = next.map(it -> it.spending(now).repeated()).orElse(Duration.ZERO);
        Duration restart = next.map(it -> it.restart(now)).orElse(Duration.ZERO);
        return new PreemptionView(
                trial,
                lost.number(),
                lost.worker().value(),
                end.how(),
                end.reason(),
                seconds(wasted),
                seconds(repeated),
                seconds(restart),
                cost(wasted.plus(repeated).plus(restart)));
    }

    private SpendingView spending(Spending spending) {
        return new SpendingView(
                seconds(spending.useful()),
                seconds(spending.repeated()),
                seconds(spending.wasted()),
                cost(spending.total()));
    }

    private Optional<Double> cost(Duration time) {
        return price.map(hour -> hour * seconds(time) / Duration.ofHours(1).toSeconds());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
