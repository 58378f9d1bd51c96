package dev.regatta.coordinator.cli;

import dev.regatta.protocol.api.StudyView;
import java.nio.file.Path;
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

/** {@code regatta study import}: takes in a study that was exported. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Take in a study from a file that regatta study export wrote.",
            "It goes on as after the loss of every worker: trials that ran are queued again. One that exists is refused."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  regatta study import my-study.jsonl", "  regatta study import my-study.jsonl --name copy"})
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "What it is called here (default: its own name).")
    private @Nullable String name;

    @Mixin
    private ServerConnection connection = new ServerConnection();

    @Override
    public Integer call() {
        StudyView study = connection.client().importStudy(file, Optional.ofNullable(name));
        spec.commandLine()
                .getOut()
                .println("imported study " + study.study() + ", which is "
                        + study.state().name().toLowerCase(Locale.ROOT));
        return 0;
    }
}
