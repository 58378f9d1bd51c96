package dev.regatta.coordinator.cli;

import dev.regatta.protocol.api.WorkerView;
import dev.regatta.protocol.fleet.WorkerState;
import dev.regatta.protocol.text.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regatta fleet}: the workers, and what they are to do. */
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        description = "List the workers; let one take no more work, or save and end.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  regatta fleet list",
            "  regatta fleet cordon gpu-3     what it is at goes on, nothing new begins",
            "  regatta fleet drain gpu-3      it saves, gives back its trial, and ends"
        })
final class FleetCommand implements Runnable {
    private static final String EXAMPLE = "%nExample:%n";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the workers.",
            footerHeading = EXAMPLE,
            footer = "  regatta fleet list")
    int list(@Mixin ServerConnection connection) {
        TextTable table = new TextTable(List.of(
                "worker", "state", "pool", "labels", "device", "threads", "memory", "used", "version", "attempt"));
        for (WorkerView worker : connection.client().workers()) {
            table.add(List.of(
                    worker.worker(),
                    worker.alive() || worker.state() == WorkerState.STOPPED
                            ? worker.state().name()
                            : "SILENT",
                    worker.pool(),
                    labels(worker),
                    worker.device(),
                    String.valueOf(worker.threads()),
                    worker.memoryBytes() == 0
                            ? "-"
                            : String.format(Locale.ROOT, "%.1f GiB", worker.memoryBytes() / (double) (1L << 30)),
                    Math.round(100 * worker.utilization()) + " %",
                    worker.version(),
                    worker.attempt().orElse("-")));
        }
        table.lines().forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    private static String labels(WorkerView worker) {
        return worker.labels().isEmpty()
                ? "-"
                : new TreeMap<>(worker.labels())
                        .entrySet().stream()
                                .map(label -> label.getKey() + "=" + label.getValue())
                                .collect(Collectors.joining(" "));
    }

    @Command(
            name = "cordon",
            mixinStandardHelpOptions = true,
            description = "Let a worker take no more work.",
            footerHeading = EXAMPLE,
            footer = "  regatta fleet cordon gpu-3")
    int cordon(@Mixin ServerConnection connection, @Parameters(paramLabel = "WORKER") String worker) {
        return order(connection, worker, "cordon", "takes no more work");
    }

    @Command(
            name = "uncordon",
            mixinStandardHelpOptions = true,
            description = "Let a worker take work again.",
            footerHeading = EXAMPLE,
            footer = "  regatta fleet uncordon gpu-3")
    int uncordon(@Mixin ServerConnection connection, @Parameters(paramLabel = "WORKER") String worker) {
        return order(connection, worker, "uncordon", "takes work again");
    }

    @Command(
            name = "drain",
            mixinStandardHelpOptions = true,
            description = "Let a worker save, give back what it is at, and end.",
            footerHeading = EXAMPLE,
            footer = "  regatta fleet drain gpu-3")
    int drain(@Mixin ServerConnection connection, @Parameters(paramLabel = "WORKER") String worker) {
        return order(connection, worker, "drain", "saves, gives back what it is at, and ends");
    }

    private int order(ServerConnection connection, String worker, String order, String done) {
        WorkerView told = connection.client().order(worker, order);
        spec.commandLine().getOut().println(told.worker() + " " + done);
        return 0;
    }
}
