package dev.regatta.coordinator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.regatta.coordinator.cli.LocalInstallation.Settings;
import dev.regatta.protocol.api.StudyView;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code regatta demo}: the example study from nothing to its table, and everything gone afterwards. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Run a small search on this machine, from nothing: broker, server, two workers, seven trials.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  regatta demo",
            "  regatta demo --data ~/cifar-10-batches-bin   the same search on CIFAR-10",
            "  regatta demo --keep --port 8080              then leave the dashboard up until Ctrl-C"
        })
final class DemoCommand implements Callable<Integer> {
    private static final int WORKERS = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--data", paramLabel = "DIR", description = "Folder with CIFAR-10's binary files.")
    private @Nullable Path data;

    @Option(names = "--keep", description = "Stay up until Ctrl-C once the study has ended.")
    private boolean keep;

    @Option(names = "--port", defaultValue = "0", description = "HTTP port (default: a free one).")
    private int port;

    @Override
    public Integer call() {
        Launcher launcher = Launcher.current();
        String study = study(launcher.studyFile("demo.yaml"));
        Path directory = temporaryDirectory();
        Settings settings = new Settings(
                directory,
                port,
                0,
                0,
                WORKERS,
                UpCommand.defaultThreads(WORKERS),
                Optional.ofNullable(data).map(Path::toAbsolutePath),
                Optional.empty());
        try (LocalInstallation installation = LocalInstallation.of(launcher, settings)) {
            Thread cleanup = new Thread(() -> cleanUp(installation, directory));
            Runtime.getRuntime().addShutdownHook(cleanup);
            try {
                return run(installation, study);
            } catch (CliException e) {
                if (installation.isClosed() || e.exitCode() == CliException.BAD_INPUT) {
                    throw e;
                }
                Runtime.getRuntime().removeShutdownHook(cleanup);
                out().println("The logs are in " + directory.resolve("logs"));
                throw e;
            }
        }
    }

    private int run(LocalInstallation installation, String study) {
        out().println("Starting a broker, a server and " + WORKERS + " workers …");
        out().flush();
        URI url = installation.start();
        ApiClient client = new ApiClient(url, Optional.empty());
        StudyView created = client.createStudy(study);
        out().println("The dashboard is at " + url + "/studies/" + created.study());
        out().println();
        StudyView ended = follow(installation, client, created.study());
        out().println();
        if (keep) {
            out().println("Everything stays up at " + url + " until Ctrl-C.");
            out().flush();
            throw installation.failure().join();
        }
        int failed = ended.trials().failed();
        out().println(
                        failed == 0
                                ? "All " + ended.trials().completed() + " trials completed."
                                : failed + " trials failed.");
        return failed == 0 ? 0 : CliException.FAILURE;
    }

    /** Follows the study, but ends at once if a part of the installation does. */
    private StudyView follow(LocalInstallation installation, ApiClient client, String study) {
        CompletableFuture<StudyView> followed =
                CompletableFuture.supplyAsync(() -> new StudyWatch(client, Screen.of(out())).follow(study));
        try {
            Object first =
                    CompletableFuture.anyOf(followed, installation.failure()).join();
            if (first instanceof CliException failure) {
                throw failure;
            }
            return (StudyView) first;
        } catch (CompletionException e) {
            throw e.getCause() instanceof CliException failure ? failure : e;
        }
    }

    private String study(Path file) {
        try {
            ObjectNode study = (ObjectNode) new YAMLMapper().readTree(file.toFile());
            if (data != null) {
                Path folder = cifar10(data);
                ObjectNode dataset = study.putObject("dataset").put("name", "cifar10");
                dataset.put("directory", folder.toAbsolutePath().toString());
                dataset.put("limit", 5000).put("downsample", 2);
            }
            return study.toString();
        } catch (IOException e) {
            throw CliException.failure("the demo's study " + file + " cannot be read: " + e);
        }
    }

    /** The folder itself, or the one that CIFAR-10's archive unpacks to in it. */
    private static Path cifar10(Path data) {
        for (Path folder : List.of(data, data.resolve("cifar-10-batches-bin"))) {
            if (Files.isReadable(folder.resolve("data_batch_1.bin"))) {
                return folder;
            }
        }
        throw CliException.badInput("data is " + data + ", which has no data_batch_1.bin of CIFAR-10's binary version");
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("regatta-demo-");
        } catch (IOException e) {
            throw CliException.failure("no temporary directory can be made: " + e);
        }
    }

    private static void cleanUp(LocalInstallation installation, Path directory) {
        installation.close();
        delete(directory);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println(directory + " is left behind: " + e.getMessage());
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
