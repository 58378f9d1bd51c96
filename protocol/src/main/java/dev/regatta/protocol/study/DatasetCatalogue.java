package dev.regatta.protocol.study;

import dev.regatta.protocol.method.Domain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data sets a study can name and the keys of each, with bounds and defaults. */
public final class DatasetCatalogue {

    /**
     * One key of a study's {@code dataset} that not every data set has.
     *
     * @param otherwise the value of a study that does not set the key: a {@link Long}, {@link Double}, {@link Boolean} or
     *     {@link String}; empty: there is none
     * @param required whether a study must set the key
     */
    public record Option(
            String name, String description, Domain domain, Optional<Object> otherwise, boolean required) {}

    /**
     * A kind of data.
     *
     * @param downsamples whether its pictures can be averaged over squares
     */
    public record Source(String name, String description, boolean downsamples, List<Option> options) {
        public Source {
            options = List.copyOf(options);
        }

        public Optional<Option> option(String key) {
            return options.stream().filter(option -> option.name().equals(key)).findFirst();
        }
    }

    private static final List<String> COMMON = List.of("name", "directory", "limit", "test_limit");
    private static final Map<String, Source> SOURCES = new LinkedHashMap<>();

    static {
        source("generated", "pictures [3, 32, 32] of ten classes, drawn from a seed", true);
        source("generated-tabular", "rows of 32 features in eight classes, drawn from a seed", false);
        source("generated-series", "series [2, 64] of eight classes, drawn from a seed", false);
        source("cifar10", "CIFAR-10's binary files: pictures [3, 32, 32] of ten classes", true);
        source(
                "cifar100",
                "CIFAR-100's binary files: pictures [3, 32, 32] of 100 fine or 20 coarse classes",
                true,
                choice("labels", "which of the two labels is the class", "fine", "coarse"));
        source(
                "idx",
                "IDX files, plain or .gz, such as MNIST's: pictures [1, H, W], or rows",
                false,
                text("train", "file of the training samples", "train-images-idx3-ubyte"),
                text("train_labels", "file of their classes", "train-labels-idx1-ubyte"),
                text("test", "file of the test samples", "t10k-images-idx3-ubyte"),
                text("test_labels", "file of their classes", "t10k-labels-idx1-ubyte"));
        source(
                "npy",
                "NumPy arrays, FILE.npy or FILE.npz:NAME; .npy files are memory-mapped",
                false,
                required("train", "array of the training samples, the first axis counts them"),
                optional("train_labels", "array of their classes; left out, the data have none"),
                optional("test", "array of the test samples; left out, a part of the training samples"),
                optional("test_labels", "array of their classes"),
                choice(
                        "layout",
                        "axes after the first; auto: f for two axes in all, chw for four",
                        "auto",
                        "f",
                        "cl",
                        "lc",
                        "hw",
                        "chw",
                        "hwc"),
                testFraction("test samples drawn from the training array where there is no test array"),
                splitSeed());
        source(
                "csv",
                "a table, CSV or TSV: rows of features; columns of texts become one feature a text",
                false,
                required("train", "file of the training rows"),
                optional("test", "file of the test rows; left out, a part of the training rows"),
                optional("label_column", "column of the class; left out, the data have none"),
                optional("ignore_columns", "columns left out, separated by commas"),
                new Option(
                        "header",
                        "the first row names the columns; else they are 1, 2, …",
                        new Domain.Flag(),
                        Optional.of(true),
                        false),
                choice("delimiter", "auto: tab for .tsv, comma for others", "auto", "comma", "semicolon", "tab"),
                choice(
                        "missing",
                        "a row with a missing value: refused, left out, or filled with its column's training mean",
                        "refuse",
                        "drop",
                        "mean"),
                testFraction("test rows drawn from the training file where there is no test file"),
                splitSeed());
        source(
                "images",
                "a folder of pictures, CLASS/FILE or train/CLASS/FILE and test/CLASS/FILE, read when they are needed",
                false,
                whole(
                        "resize",
                        "side in pixels: the shorter side is scaled to it, the middle square taken",
                        1,
                        1024,
                        32),
                choice("colours", "three channels, or one of grey", "rgb", "grey"),
                testFraction("test pictures drawn from all where there is no folder test"),
                splitSeed());
        source(
                "series",
                "windows over one long series, a table of one row a time or an array [time, channel]",
                false,
                required("train", "file of the training series: FILE.csv, .tsv, .npy or FILE.npz:NAME"),
                optional("test", "file of the test series; left out, the last part of the training series"),
                optional("label_column", "a table's column of the class; the commonest in a window is the window's"),
                optional("ignore_columns", "a table's columns left out, separated by commas"),
                whole("window", "times in one sample", 2, 1_000_000, 64),
                whole("stride", "times from one window's begin to the next one's", 1, 1_000_000, 32),
                testFraction("the last part of the series, which is its test part where there is no test file"));
    }

    private DatasetCatalogue() {}

    /** The names, in the order people should read them; the first is the default. */
    public static List<String> names() {
        return List.copyOf(SOURCES.keySet());
    }

    public static Optional<Source> find(String name) {
        return Optional.ofNullable(SOURCES.get(name));
    }

    /** Every key that a study's {@code dataset} may have if it names this data set. */
    static List<String> keys(Source source) {
        List<String> keys = new ArrayList<>(COMMON);
        if (source.downsamples()) {
            keys.add("downsample");
        }
        source.options().forEach(option -> keys.add(option.name()));
        return keys;
    }

    private static void source(String name, String description, boolean downsamples, Option... options) {
        SOURCES.put(name, new Source(name, description, downsamples, List.of(options)));
    }

    private static Option required(String name, String description) {
        return new Option(name, description, new Domain.Text(1000), Optional.empty(), true);
    }

    private static Option optional(String name, String description) {
        return new Option(name, description, new Domain.Text(1000), Optional.empty(), false);
    }

    private static Option text(String name, String description, String otherwise) {
        return new Option(name, description, new Domain.Text(1000), Optional.of(otherwise), false);
    }

    private static Option whole(String name, String description, long low, long high, long otherwise) {
        return new Option(name, description, new Domain.Ints(low, high), Optional.of(otherwise), false);
    }

    /** The first choice is the default. */
    private static Option choice(String name, String description, String... choices) {
        return new Option(name, description, new Domain.OneOf(List.of(choices)), Optional.of(choices[0]), false);
    }

    private static Option testFraction(String description) {
        return new Option(
                "test_fraction", "share of " + description, new Domain.Floats(0.01, 0.9), Optional.of(0.2), false);
    }

    private static Option splitSeed() {
        return whole("split_seed", "seed by which they are drawn", 0, Long.MAX_VALUE, 0);
    }
}
