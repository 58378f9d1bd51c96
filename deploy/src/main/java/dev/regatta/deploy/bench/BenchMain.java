package dev.regatta.deploy.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code regatta bench simulate|recovery}: the benchmarks of coordinator and workers together. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure coordinator and workers together.",
        subcommands = {SimulateBench.class, RecoveryBench.class})
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
