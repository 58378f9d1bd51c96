package dev.regatta.coordinator.cli;

import dev.regatta.coordinator.cli.LocalInstallation.Settings;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code regatta up}: everything on this machine, until Ctrl-C. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Run a broker, a server and workers on this machine, until Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  regatta up",
            "  regatta up --workers 1 --threads 4 --data ~/cifar-10-batches-bin",
            "  regatta up --port 9000 --data-dir /var/lib/regatta"
        })
final class UpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--workers", paramLabel = "N", defaultValue = "2", description = "Workers (default: 2).")
    private int workers;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of each worker (default: the cores, shared).")
    private @Nullable Integer threads;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of the data set's files.")
    private @Nullable Path data;

    @Option(names = "--port", defaultValue = "8080", description = "HTTP port, 0 for a free one (default: 8080).")
    private int port;

    @Option(
            names = "--kafka-port",
            defaultValue = "9092",
            description = "Kafka's port, 0 for a free one (default: 9092).")
    private int kafkaPort;

    @Option(
            names = "--hazelcast-port",
            defaultValue = "5701",
            description = "Hazelcast's port, 0 for a free one (default: 5701).")
    private int hazelcastPort;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".regatta",
            description = "Where everything is kept (default: .regatta).")
    private Path dataDirectory = Path.of("");

    @Option(names = "--token-file", paramLabel = "FILE", description = "Ask every request for this file's token.")
    private @Nullable Path tokenFile;

    @Override
    public Integer call() {
        Path directory = dataDirectory.toAbsolutePath().normalize();
        Settings settings = new Settings(
                directory,
                port,
                kafkaPort,
                hazelcastPort,
                atLeast("workers", workers, 0),
                threads == null ? defaultThreads(workers) : atLeast("threads", threads, 1),
                Optional.ofNullable(data).map(Path::toAbsolutePath),
                Optional.ofNullable(tokenFile).map(Path::toAbsolutePath));
        try (LocalInstallation installation = LocalInstallation.of(Launcher.current(), settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(installation::close));
            URI url = installation.start();
            PrintWriter out = spec.commandLine().getOut();
            out.println("Regatta is up at " + url);
            out.println("  workers  " + workers + " with " + settings.threads() + " thread(s) each");
            out.println("  data     " + directory + ", logs in " + directory.resolve("logs"));
            out.println("Ctrl-C stops it.");
            out.flush();
            throw installation.failure().join();
        }
    }

    /** The machine's cores, shared among the workers. */
    static int defaultThreads(int workers) {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / Math.max(1, workers));
    }

    private static int atLeast(String option, int value, int bound) {
        if (value < bound) {
            throw CliException.badInput(option + " is " + value + ", must be ≥ " + bound);
        }
        return value;
    }
}
