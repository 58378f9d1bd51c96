package dev.regatta.coordinator.cli;

import dev.regatta.protocol.api.LedgerView;
import dev.regatta.protocol.api.LedgerView.PreemptionView;
import dev.regatta.protocol.api.LedgerView.SpendingView;
import dev.regatta.protocol.api.LedgerView.TrialSpendingView;
import dev.regatta.protocol.api.OwnersLedgerView;
import dev.regatta.protocol.text.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regatta ledger}: what a study took of its devices. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = {
            "Tell what a study took of its devices: useful, repeated and wasted seconds of each trial,",
            "and what each preemption cost."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  regatta ledger my-study --price 2.50", "  regatta ledger     every owner's part"})
final class LedgerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "STUDY",
            arity = "0..1",
            description = "The study; without one, the owners of all studies.")
    private Optional<String> study = Optional.empty();

    @Option(names = "--price", paramLabel = "AMOUNT", description = "What an hour of a device costs.")
    private Optional<Double> price = Optional.empty();

    @Mixin
    private ServerConnection connection = new ServerConnection();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (study.isEmpty()) {
            owners(connection.client().ledger(price)).lines().forEach(out::println);
            out.flush();
            return 0;
        }
        LedgerView ledger = connection.client().ledger(study.get(), price);
        spendings(ledger).lines().forEach(out::println);
        if (!ledger.preemptions().isEmpty()) {
            out.println();
            preemptions(ledger).lines().forEach(out::println);
        }
        out.flush();
        return 0;
    }

    private static TextTable owners(OwnersLedgerView ledger) {
        TextTable table = new TextTable(
                List.of("owner", "studies", "useful s", "repeated s", "wasted s", "cost", "preemptions", "their cost"));
        for (OwnersLedgerView.OwnerSpendingView owner : ledger.owners()) {
            table.add(List.of(
                    owner.owner().orElse("-"),
                    String.valueOf(owner.studies().size()),
                    seconds(owner.spending().usefulSeconds()),
                    seconds(owner.spending().repeatedSeconds()),
                    seconds(owner.spending().wastedSeconds()),
                    cost(owner.spending().cost()),
                    String.valueOf(owner.preemptions()),
                    cost(owner.preemptionCost())));
        }
        return table;
    }

    private static TextTable spendings(LedgerView ledger) {
        TextTable table = new TextTable(List.of("trial", "attempts", "useful s", "repeated s", "wasted s", "cost"));
        for (TrialSpendingView trial : ledger.trials()) {
            table.add(row(String.valueOf(trial.trial()), trial.attempts().size(), trial.spending()));
        }
        int attempts = ledger.trials().stream()
                .mapToInt(trial -> trial.attempts().size())
                .sum();
        table.add(row("all", attempts, ledger.total()));
        return table;
    }

    private static List<String> row(String trial, int attempts, SpendingView spending) {
        return List.of(
                trial,
                String.valueOf(attempts),
                seconds(spending.usefulSeconds()),
                seconds(spending.repeatedSeconds()),
                seconds(spending.wastedSeconds()),
                cost(spending.cost()));
    }

    private static TextTable preemptions(LedgerView ledger) {
        TextTable table =
                new TextTable(List.of("preempted", "worker", "wasted s", "repeated s", "restart s", "cost", "reason"));
        for (PreemptionView preemption : ledger.preemptions()) {
            List<String> row = new ArrayList<>();
            row.add("trial " + preemption.trial() + ", attempt " + preemption.attempt());
            row.add(preemption.worker());
            row.add(seconds(preemption.wastedSeconds()));
            row.add(seconds(preemption.repeatedSeconds()));
            row.add(seconds(preemption.restartSeconds()));
            row.add(cost(preemption.cost()));
            row.add(preemption.reason());
            table.add(row);
        }
        return table;
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    private static String cost(Optional<Double> cost) {
        return cost.map(amount -> String.format(Locale.ROOT, "%.4f", amount)).orElse("-");
    }
}
