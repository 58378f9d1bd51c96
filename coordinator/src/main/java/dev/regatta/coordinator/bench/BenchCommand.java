package dev.regatta.coordinator.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code regatta bench}: measures this machine against what Regatta promises. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure: each benchmark prints a table and, with --json FILE, writes its figures.",
        subcommands = {
            SearchBenchmark.class,
            TrackingBench.class,
            AskTellBench.class,
            FleetBench.class,
            DashboardBench.class
        },
        footer = {
            "  recovery               How soon trials of lost workers go on (regatta bench recovery --help).",
            "  simulate               Schedules of faults in virtual time (regatta bench simulate --help).",
            "  train, kmeans, probe, checkpoint   Benchmarks of the worker (regatta bench train --help).",
            "",
            "Figures of different machines do not compare; ratios within one run do."
        })
public final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a benchmark");
    }
}
