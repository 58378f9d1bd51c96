package dev.regatta.worker.bench;

import dev.regatta.protocol.bench.BenchReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A benchmark as a command: measures, prints a table, and writes JSON where {@code --json} says. */
public abstract class Benchmark implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to FILE, as a JSON array.")
    private Optional<Path> json = Optional.empty();

    /** Runs the benchmark; progress goes to standard error. */
    protected abstract BenchReport measure() throws Exception;

    /** Tells what is going on, on standard error. */
    protected final void progress(String line) {
        spec.commandLine().getErr().println(line);
    }

    @Override
    public final Integer call() throws Exception {
        BenchReport report = measure();
        PrintWriter out = spec.commandLine().getOut();
        report.table().forEach(out::println);
        out.flush();
        if (json.isPresent()) {
            write(report, json.get());
        }
        return 0;
    }

    private static void write(BenchReport report, Path file) throws IOException {
        Files.writeString(file, report.jsonText());
    }
}
