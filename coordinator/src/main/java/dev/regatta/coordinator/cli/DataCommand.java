package dev.regatta.coordinator.cli;

import dev.regatta.coordinator.fetch.DatasetFetch;
import dev.regatta.coordinator.fetch.Download;
import dev.regatta.coordinator.fetch.FetchException;
import dev.regatta.coordinator.fetch.PublishedDataset;
import dev.regatta.protocol.study.DatasetCatalogue;
import dev.regatta.protocol.text.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regatta data}: which data sets there are, and getting published ones. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "List the kinds of data a study can train on; fetch published data sets.",
        footerHeading = "%nExamples:%n",
        footer = {"  regatta data list", "  regatta data list csv", "  regatta data fetch cifar10 --to ~/data"})
final class DataCommand implements Runnable {
    private static final Duration CONNECT = Duration.ofSeconds(20);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name one of list, fetch");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the kinds of data, or the keys of one in a study's dataset section.",
            footerHeading = "%nExamples:%n",
            footer = {"  regatta data list", "  regatta data list images"})
    int list(@Parameters(paramLabel = "NAME", arity = "0..1", description = "One kind.") @Nullable String name) {
        TextTable table = name == null ? kinds() : keys(name);
        table.lines().forEach(out()::println);
        return 0;
    }

    private static TextTable kinds() {
        TextTable table = new TextTable(List.of("name", "what it is"));
        DatasetCatalogue.names().stream()
                .flatMap(name -> DatasetCatalogue.find(name).stream())
                .forEach(source -> table.add(List.of(source.name(), source.description())));
        return table;
    }

    private static TextTable keys(String name) {
        DatasetCatalogue.Source source = DatasetCatalogue.find(name)
                .orElseThrow(() -> CliException.badInput(
                        "name is " + name + ", must be one of " + String.join(", ", DatasetCatalogue.names())));
        TextTable table = new TextTable(List.of("key", "default", "meaning"));
        table.add(List.of("directory", "the worker's --data", "where the files are, on the worker"));
        table.add(List.of("limit", "all", "training samples used"));
        table.add(List.of("test_limit", "all", "test samples used"));
        if (source.downsamples()) {
            table.add(List.of("downsample", "1", "pictures are averaged over squares of this side in pixels"));
        }
        for (DatasetCatalogue.Option option : source.options()) {
            String otherwise = option.required() ? "(required)" : "-";
            table.add(List.of(
                    option.name(), option.otherwise().map(Object::toString).orElse(otherwise), option.description()));
        }
        return table;
    }

    @Command(
            name = "fetch",
            mixinStandardHelpOptions = true,
            description = {
                "Download a published data set, check it and unpack it.",
                "What has arrived when a download ends early is kept; the next run asks for the rest."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  regatta data fetch cifar10 --to ~/data",
                "  regatta data fetch cifar100 --to ~/data --url https://mirror.example.com/cifar-100-binary.tar.gz"
            })
    int fetch(
            @Parameters(paramLabel = "cifar10|cifar100", description = "The data set.") String name,
            @Option(names = "--to", paramLabel = "DIR", required = true, description = "Where its folder goes.")
                    Path directory,
            @Option(
                            names = "--url",
                            paramLabel = "URL",
                            description = "Where its archive is (default: where its authors publish it).")
                    @Nullable
                    URI url)
            throws InterruptedException {
        PublishedDataset dataset = PublishedDataset.of(name)
                .orElseThrow(() -> CliException.badInput(
                        "data set is " + name + ", must be one of " + String.join(", ", PublishedDataset.ids())));
        URI from = url == null ? dataset.home() : url;
        if (from.getHost() == null
                || from.getScheme() == null
                || !from.getScheme().matches("https?")) {
            throw CliException.badInput("url is " + from + ", must be an http or https address");
        }
        Path folder = directory.resolve(dataset.folder());
        boolean fetched = fetch(dataset, from, directory);
        out().println(fetched ? "fetched " + folder : folder + " is there already");
        return 0;
    }

    private boolean fetch(PublishedDataset dataset, URI from, Path directory) throws InterruptedException {
        try (DownloadBar bar = new DownloadBar(Screen.of(out()), dataset.archive())) {
            return new DatasetFetch(new Download(CONNECT)).fetch(dataset, from, dataset.md5(), directory, bar);
        } catch (FetchException e) {
            throw CliException.failure(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw CliException.failure(directory + " cannot be written: " + e);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
