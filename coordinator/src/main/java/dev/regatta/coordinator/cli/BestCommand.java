package dev.regatta.coordinator.cli;

import dev.regatta.protocol.api.Analysis;
import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regatta study best}: the best trials, or those that none dominates. */
@Command(
        name = "best",
        mixinStandardHelpOptions = true,
        description = "Show the best trials; with several objectives those that none dominates.",
        footerHeading = "%nExample:%n",
        footer = "  regatta study best my-study --limit 5")
final class BestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "The study.")
    private String name = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "10", description = "At most so many (default: 10).")
    private int limit;

    @Mixin
    private ServerConnection connection = new ServerConnection();

    @Override
    public Integer call() {
        Analysis.Best best = connection.client().best(name, limit);
        table(best).lines().forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    private static TextTable table(Analysis.Best best) {
        Set<String> parameters = new TreeSet<>();
        best.trials()
                .forEach(entry -> parameters.addAll(entry.parameters().values().keySet()));
        List<String> heads = new ArrayList<>(List.of("trial"));
        best.objectives().forEach(objective -> heads.add(head(objective)));
        heads.addAll(parameters);
        TextTable table = new TextTable(heads);
        best.trials().forEach(entry -> table.add(row(entry, parameters)));
        return table;
    }

    private static String head(Objective objective) {
        return objective.metric() + " (" + objective.direction().name().toLowerCase(Locale.ROOT) + ")";
    }

    private static List<String> row(Analysis.BestEntry entry, Set<String> parameters) {
        List<String> row = new ArrayList<>(List.of(String.valueOf(entry.trial())));
        entry.values().forEach(value -> row.add(TrialTable.number(value)));
        parameters.forEach(parameter ->
                row.add(entry.parameters().get(parameter).map(BestCommand::text).orElse("-")));
        return row;
    }

    private static String text(Object value) {
        return value instanceof Double number ? TrialTable.number(number) : String.valueOf(value);
    }
}
