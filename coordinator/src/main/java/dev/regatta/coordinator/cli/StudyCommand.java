package dev.regatta.coordinator.cli;

import dev.regatta.protocol.api.StudyView;
import dev.regatta.protocol.study.StudyFile;
import dev.regatta.protocol.text.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regatta study}: create, list, show, watch and stop studies on a server. */
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        description = "Create studies, look at them, stop them.",
        subcommands = {
            BestCommand.class,
            ImportanceCommand.class,
            ExtendCommand.class,
            ExportCommand.class,
            ImportCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  regatta study create deploy/studies/temperature.yaml --watch",
            "  regatta study list",
            "  regatta study show temperature",
            "  regatta study stop temperature --reason 'enough seen'"
        })
final class StudyCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name one of create, list, show, best, importance, watch, stop, pause, resume, extend, enqueue, export, import");
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Create a study from a study file (YAML or JSON) and start its search.",
            footerHeading = "%nExamples:%n",
            footer = {"  regatta study create my.yaml", "  regatta study create my.yaml --watch"})
    int create(
            @Parameters(paramLabel = "FILE", description = "The study file.") Path file,
            @Option(names = "--watch", description = "Then follow it until it ends.") boolean watch,
            @Mixin ServerConnection connection) {
        String text = read(file);
        if (StudyFile.parse(text) instanceof StudyFile.Invalid invalid) {
            throw CliException.badInput(
                    invalid.errors().stream().map(ApiClient::errorLine).toList());
        }
        ApiClient client = connection.client();
        StudyView study = client.createStudy(text);
        out().println("created study " + study.study() + " with " + study.spec().trials() + " trials");
        return watch ? follow(client, study.study()) : 0;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List every study, newest first.",
            footerHeading = "%nExample:%n",
            footer = "  regatta study list --server http://127.0.0.1:8080")
    int list(@Mixin ServerConnection connection) {
        TextTable table = new TextTable(List.of("study", "state", "done", "trials", "running", "best", "created"));
        for (StudyView study : connection.client().studies()) {
            StudyView.TrialCounts trials = study.trials();
            table.add(List.of(
                    study.study(),
                    state(study),
                    String.valueOf(trials.completed() + trials.failed() + trials.stopped() + trials.pruned()),
                    String.valueOf(trials.budget()),
                    String.valueOf(trials.running() + trials.stopping()),
                    study.best().map(best -> TrialTable.number(best.value())).orElse("-"),
                    study.createdAt().toString()));
        }
        table.lines().forEach(out()::println);
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show a study and its trials, the best first.",
            footerHeading = "%nExamples:%n",
            footer = {"  regatta study show my-study", "  regatta study show my-study --limit 10000"})
    int show(
            @Parameters(paramLabel = "NAME", description = "The study.") String name,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = TrialTable.LIMIT,
                            description = "At most so many trials (default: ${DEFAULT-VALUE}).")
                    int limit,
            @Mixin ServerConnection connection) {
        if (limit < 1) {
            throw CliException.badInput("limit is " + limit + ", must be ≥ 1");
        }
        ApiClient client = connection.client();
        StudyView study = client.study(name);
        out().println(name + ": " + state(study)
                + study.stopReason().map(reason -> " (" + reason + ")").orElse(""));
        study.spec().description().ifPresent(out()::println);
        out().println();
        TrialTable.lines(study, client.trials(name), limit).forEach(out()::println);
        return 0;
    }

    @Command(
            name = "watch",
            mixinStandardHelpOptions = true,
            description = "Follow a study until it ends; Ctrl-C leaves it running.",
            footerHeading = "%nExample:%n",
            footer = "  regatta study watch my-study")
    int watch(
            @Parameters(paramLabel = "NAME", description = "The study.") String name,
            @Mixin ServerConnection connection) {
        return follow(connection.client(), name);
    }

    @Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            description = "End a study early; running trials stop after their next step.",
            footerHeading = "%nExample:%n",
            footer = "  regatta study stop my-study --reason 'enough seen'")
    int stop(
            @Parameters(paramLabel = "NAME", description = "The study.") String name,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Shown in the journal.") @Nullable
                    String reason,
            @Mixin ServerConnection connection) {
        StudyView study = connection.client().stopStudy(name, Optional.ofNullable(reason));
        out().println(name + ": " + state(study));
        return 0;
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Begin no further trial; those that run go on.",
            footerHeading = "%nExample:%n",
            footer = "  regatta study pause my-study --reason 'the fleet is needed elsewhere'")
    int pause(
            @Parameters(paramLabel = "NAME", description = "The study.") String name,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Shown in the journal.") @Nullable
                    String reason,
            @Mixin ServerConnection connection) {
        return changed(
                name, connection.client().change(name, "pause", reason == null ? Map.of() : Map.of("reason", reason)));
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Let a paused study go on.",
            footerHeading = "%nExample:%n",
            footer = "  regatta study resume my-study")
    int resume(
            @Parameters(paramLabel = "NAME", description = "The study.") String name,
            @Mixin ServerConnection connection) {
        return changed(name, connection.client().change(name, "resume", Map.of()));
    }

    @Command(
            name = "enqueue",
            mixinStandardHelpOptions = true,
            description = "Ask for a trial of these parameters, before any sampled one; the rest is sampled.",
            footerHeading = "%nExample:%n",
            footer = "  regatta study enqueue my-study learning_rate=0.05 method=random-init")
    int enqueue(
            @Parameters(index = "0", paramLabel = "NAME", description = "The study.") String name,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "KEY=VALUE", description = "A parameter.")
                    Map<String, String> point,
            @Mixin ServerConnection connection) {
        Map<String, Object> values = new LinkedHashMap<>();
        point.forEach((key, value) -> values.put(key, scalar(value)));
        return changed(name, connection.client().change(name, "enqueue", values));
    }

    /** As a study file would have it: a number, true or false, or a text. */
    private static Object scalar(String text) {
        if (text.matches("-?[0-9]{1,18}")) {
            return Long.valueOf(text);
        } else if (text.matches("-?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?")) {
            return Double.valueOf(text);
        }
        return text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
    }

    private int changed(String name, StudyView study) {
        out().println(line(name, study));
        return 0;
    }

    private int follow(ApiClient client, String study) {
        StudyView ended = new StudyWatch(client, Screen.of(out())).follow(study);
        return ended.trials().failed() > 0 ? CliException.FAILURE : 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** A study that was changed. */
    static String line(String name, StudyView study) {
        return name + ": " + state(study) + ", " + study.trials().budget() + " trials";
    }

    private static String state(StudyView study) {
        return study.state().name().toLowerCase(Locale.ROOT);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CliException.badInput("the study file " + file + " cannot be read: " + e);
        }
    }
}
