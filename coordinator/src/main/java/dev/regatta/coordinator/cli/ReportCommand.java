package dev.regatta.coordinator.cli;

import dev.regatta.coordinator.report.Grouping;
import dev.regatta.coordinator.report.LossFigure;
import dev.regatta.coordinator.report.ReportFormat;
import dev.regatta.coordinator.report.StudyReport;
import dev.regatta.protocol.api.StudyView;
import dev.regatta.protocol.api.TrialView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regatta report}: what a study found, as a table, and its training losses as a figure. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Sum a study up: mean and deviation over repeated trials, beside published figures.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  regatta report table-1",
            "  regatta report table-1 --format html --figure loss.svg > table-1.html",
            "  regatta report my-study --group-by method,width --format csv"
        })
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "STUDY", description = "The study.")
    private String study = "";

    @Option(
            names = "--format",
            defaultValue = "markdown",
            description = "${COMPLETION-CANDIDATES} (default: markdown).")
    private ReportFormat format = ReportFormat.MARKDOWN;

    @Option(
            names = "--group-by",
            split = ",",
            paramLabel = "NAME",
            description = "Parameters in which repeated trials agree (default: the method, and what was set by hand).")
    private List<String> groupBy = List.of();

    @Option(names = "--figure", paramLabel = "FILE", description = "Write the training losses to FILE, as SVG.")
    private @Nullable Path figureFile;

    @Mixin
    private ServerConnection connection = new ServerConnection();

    @Override
    public Integer call() {
        ApiClient client = connection.client();
        StudyView view = client.study(study);
        List<TrialView> trials = client.trials(study);
        Grouping grouping = groupBy.isEmpty() ? Grouping.of(view, trials) : chosen(trials);
        Optional<String> figure = LossFigure.of(trials, client.reports(study), grouping);
        if (figureFile != null) {
            write(
                    figureFile,
                    figure.orElseThrow(() ->
                            CliException.failure(study + " has no epoch of deepcluster-v2 or deepcluster-kd to draw")));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(format.write(StudyReport.of(view, trials, grouping), figure));
        out.flush();
        return 0;
    }

    private Grouping chosen(List<TrialView> trials) {
        for (String name : groupBy) {
            if (!Grouping.isKnown(name, trials)) {
                throw CliException.badInput("group-by is " + name + ", which is no parameter of " + study);
            }
        }
        return new Grouping(groupBy);
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw CliException.failure("the figure " + file + " cannot be written: " + e);
        }
    }
}
