package dev.regatta.coordinator.cli;

import dev.regatta.protocol.api.ReplayView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regatta replay}: derives a study's decisions again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Derive every decision of a study again from its journal.",
            "Ends with 1 at the first suggestion, verdict, promotion or end that differs, and names it."
        },
        footerHeading = "%nExample:%n",
        footer = "  regatta replay my-study")
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "STUDY", description = "The study.")
    private String study = "";

    @Mixin
    private ServerConnection connection = new ServerConnection();

    @Override
    public Integer call() {
        ReplayView replay = connection.client().replay(study);
        replay.difference().ifPresent(difference -> {
            throw CliException.failure(List.of(
                    study + " differs at journal position " + difference.position(),
                    "expected: " + difference.expected(),
                    "actual:   " + difference.actual()));
        });
        spec.commandLine()
                .getOut()
                .println(study + ": " + replay.decisions() + " decisions derived again from " + replay.entries()
                        + " journal entries, all equal");
        return 0;
    }
}
