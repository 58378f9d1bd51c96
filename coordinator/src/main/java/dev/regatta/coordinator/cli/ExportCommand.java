package dev.regatta.coordinator.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regatta study export}: a study with its journal as a file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write a study with its journal to a file, from which another server can take it in.",
            "The study goes on here. Checkpoints, runs and artifacts are not in the file."
        },
        footerHeading = "%nExample:%n",
        footer = "  regatta study export my-study --to my-study.jsonl")
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "STUDY", description = "The study.")
    private String study = "";

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "The file; replaced if it exists.")
    private Path file = Path.of("");

    @Mixin
    private ServerConnection connection = new ServerConnection();

    @Override
    public Integer call() {
        connection.client().exportStudy(study, file.toAbsolutePath());
        spec.commandLine().getOut().println("wrote study " + study + " to " + file);
        return 0;
    }
}
