package dev.regatta.worker.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code regatta bench train|kmeans|probe|checkpoint}: the benchmarks that need the worker's engine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure training, k-means, evaluation and checkpoints beside the machine's own matrix rate.",
        subcommands = {TrainBench.class, KMeansBench.class, ProbeBench.class, CheckpointBench.class})
public final class BenchMain implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchMain()).execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a benchmark");
    }
}
