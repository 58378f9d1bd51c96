package dev.regatta.coordinator.cli;

import dev.regatta.coordinator.mlflow.Copy;
import dev.regatta.coordinator.mlflow.Count;
import dev.regatta.coordinator.mlflow.MlflowException;
import dev.regatta.protocol.text.TextTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code regatta mlflow}: move experiments and runs between this server and another MLflow server. */
@Command(
        name = "mlflow",
        mixinStandardHelpOptions = true,
        description = "Copy experiments, runs, whole histories and artifacts from or to another MLflow server.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  regatta mlflow import --from http://mlflow.example.com:5000",
            "  regatta mlflow import --from http://127.0.0.1:5000 --experiment digits --experiment letters",
            "  regatta mlflow export --to https://mlflow.example.com --other-token-file ~/mlflow-token",
            "",
            "A copy that was interrupted goes on where it was; a repeated one changes nothing."
        })
final class MlflowCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name one of import, export");
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Copy from another MLflow server to this one.",
            footerHeading = "%nExample:%n",
            footer = "  regatta mlflow import --from http://127.0.0.1:5000 --experiment digits")
    int importFrom(
            @Option(names = "--from", paramLabel = "URL", required = true, description = "The other server.")
                    String from,
            @Mixin Selection selection,
            @Mixin ServerConnection connection) {
        return copy(selection.other(from), connection.address(), selection);
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Copy from this server to another MLflow server.",
            footerHeading = "%nExample:%n",
            footer = "  regatta mlflow export --to http://127.0.0.1:5000 --experiment digits")
    int exportTo(
            @Option(names = "--to", paramLabel = "URL", required = true, description = "The other server.") String to,
            @Mixin Selection selection,
            @Mixin ServerConnection connection) {
        return copy(connection.address(), selection.other(to), selection);
    }

    /** What is copied, and how the other server is spoken to. */
    static final class Selection {
        @Option(
                names = "--experiment",
                paramLabel = "NAME",
                description = "Copy this experiment; may be repeated (default: all).")
        private List<String> experiments = List.of();

        @Option(
                names = "--other-token-file",
                paramLabel = "FILE",
                description = "The file with the other server's token.")
        private @Nullable Path otherTokenFile;

        private Copy.Address other(String url) {
            return new Copy.Address(
                    ServerConnection.uri(url),
                    Optional.ofNullable(otherTokenFile).flatMap(ServerConnection::token));
        }
    }

    private int copy(Copy.Address source, Copy.Address target, Selection selection) {
        PrintWriter out = spec.commandLine().getOut();
        Screen screen = Screen.of(out);
        Copy copy =
                new Copy(source, target, (experiment, done, runs) -> screen.draw(List.of(bar(experiment, done, runs))));
        try {
            copy.run(selection.experiments);
        } catch (MlflowException e) {
            throw CliException.failure(e.getMessage() == null ? e.toString() : e.getMessage());
        } finally {
            screen.clear();
        }
        copy.problems().forEach(spec.commandLine().getErr()::println);
        table(copy.count()).forEach(out::println);
        return copy.count().isWhole() ? 0 : CliException.FAILURE;
    }

    private static String bar(String experiment, int done, int runs) {
        int width = 30;
        int full = runs == 0 ? width : width * done / runs;
        return "[" + "#".repeat(full) + "-".repeat(width - full) + "] " + done + " of " + runs + " runs of "
                + experiment;
    }

    private static List<String> table(Count count) {
        TextTable table = new TextTable(List.of("kind", "copied", "there already", "failed"));
        for (Count.Kind kind : Count.Kind.values()) {
            Count.Sums sums = count.of(kind);
            table.add(List.of(
                    kind.word(),
                    Long.toString(sums.copied()),
                    Long.toString(sums.skipped()),
                    Long.toString(sums.failed())));
        }
        return table.lines();
    }
}
