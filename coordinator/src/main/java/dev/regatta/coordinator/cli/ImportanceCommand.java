package dev.regatta.coordinator.cli;

import dev.regatta.protocol.api.Analysis;
import dev.regatta.protocol.text.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regatta study importance}: how much each parameter matters. */
@Command(
        name = "importance",
        mixinStandardHelpOptions = true,
        description = "Show how much each parameter matters, by what completed so far.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  regatta study importance my-study",
            "  regatta study importance my-study --method fanova --objective loss"
        })
final class ImportanceCommand implements Callable<Integer> {
    private static final int BAR = 40;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "The study.")
    private String name = "";

    @Option(
            names = "--method",
            defaultValue = "ped_anova",
            description = "ped_anova: how differently the best tenth is spread (default);"
                    + " fanova: the share of the variance a parameter explains alone.")
    private Analysis.Method method = Analysis.Method.PED_ANOVA;

    @Option(names = "--objective", paramLabel = "METRIC", description = "Of this objective (default: the first).")
    @Nullable
    private String objective;

    @Mixin
    private ServerConnection connection = new ServerConnection();

    @Override
    public Integer call() {
        Analysis.Importance importance = connection.client().importance(name, method, Optional.ofNullable(objective));
        var out = spec.commandLine().getOut();
        out.println(importance.objective().metric() + ", " + importance.trials() + " trials");
        TextTable table = new TextTable(List.of("parameter", "importance", ""));
        importance
                .parameters()
                .forEach(each -> table.add(List.of(
                        each.parameter(), String.format(Locale.ROOT, "%.3f", each.importance()), "#".repeat((int)
                                        Math.round(BAR * each.importance())))));
        table.lines().forEach(out::println);
        return 0;
    }
}
