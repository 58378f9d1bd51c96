package dev.regatta.coordinator.cli;

import dev.regatta.protocol.api.WhatIf;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regatta what-if}: another pruner or sampler over the trials that a study recorded. */
@Command(
        name = "what-if",
        mixinStandardHelpOptions = true,
        description = {
            "Replay another pruner over a study's recorded curves: what it would have saved, and which rank it would have lost.",
            "Or another sampler over its trials: how soon it would have found the best of them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  regatta what-if my-study --pruner median",
            "  regatta what-if my-study --pruner '{type: asha, min_resource: 3, mode: promotion}'",
            "  regatta what-if my-study --sampler random"
        })
final class WhatIfCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "STUDY", description = "The study.")
    private String study = "";

    @ArgGroup(multiplicity = "1")
    private Instead instead = new Instead();

    @Mixin
    private ServerConnection connection = new ServerConnection();

    /** One of the two. */
    static final class Instead {
        @Option(
                names = "--pruner",
                required = true,
                paramLabel = "PRUNER",
                description = "A type, or what a study file has under pruner.")
        private @Nullable String pruner;

        @Option(
                names = "--sampler",
                required = true,
                paramLabel = "SAMPLER",
                description = "A type, or what a study file has under sampler.")
        private @Nullable String sampler;
    }

    @Override
    public Integer call() {
        String pruner = instead.pruner;
        String question =
                pruner == null ? "sampler: " + section(String.valueOf(instead.sampler)) : "pruner: " + section(pruner);
        WhatIf answer = connection.client().whatIf(study, question);
        PrintWriter out = spec.commandLine().getOut();
        answer.pruner().ifPresent(outcome -> lines(outcome).forEach(out::println));
        answer.sampler().ifPresent(outcome -> lines(outcome).forEach(out::println));
        return 0;
    }

    private static String section(String given) {
        return given.strip().startsWith("{") ? given : "{type: " + given + "}";
    }

    private static List<String> lines(WhatIf.PrunerOutcome outcome) {
        String saved = String.format(
                Locale.ROOT,
                "%s would have saved %d of %d epochs (%.0f %%) and ended %d of %d trials early",
                outcome.version(),
                outcome.epochsSaved(),
                outcome.epochs(),
                100 * outcome.shareSaved(),
                outcome.endedEarly(),
                outcome.trials());
        String rank = outcome.keptRank()
                .map(kept -> kept == 1
                        ? "the best trial, " + outcome.best().orElseThrow() + ", would have completed"
                        : "the best trial that completes would be "
                                + outcome.kept().orElseThrow() + ", rank " + kept
                                + " as recorded: " + number(outcome.keptValue().orElseThrow()) + " rather than "
                                + number(outcome.bestValue().orElseThrow()))
                .orElse("no completed trial would have come to its end");
        return outcome.cutShort() == 0
                ? List.of(saved, rank)
                : List.of(
                        saved,
                        rank,
                        outcome.cutShort() + " trials that did not complete would have gone on: how far is not known");
    }

    private static List<String> lines(WhatIf.SamplerOutcome outcome) {
        return List.of(
                outcome.version() + " would have found the best of " + outcome.trials() + " trials after "
                        + outcome.replayedUntilBest() + ", as recorded it came after " + outcome.recordedUntilBest(),
                "after half of them its best would be " + number(outcome.replayedHalfway()) + ", as recorded it was "
                        + number(outcome.recordedHalfway()));
    }

    private static String number(double value) {
        return TrialTable.number(value);
    }
}
