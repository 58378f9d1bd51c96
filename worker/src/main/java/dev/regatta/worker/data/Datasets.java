package dev.regatta.worker.data;

import dev.regatta.protocol.study.DatasetCatalogue;
import dev.regatta.protocol.study.DatasetSpec;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the data sets a study can name: those of {@link DatasetCatalogue}. */
public final class Datasets {
    private Datasets() {}

    /**
     * Opens a data set.
     *
     * @param defaultDirectory where the files are if the specification does not say
     * @throws DataException if there is no such data set or its files cannot be used
     * @throws java.io.UncheckedIOException if a file that is there could not be read
     */
    public static DataSplits open(DatasetSpec spec, Optional<Path> defaultDirectory) {
        checkBounds(spec);
        checkRequired(spec);
        return switch (spec.name()) {
            case "generated" ->
                DataSplits.of(new LabelledData(
                        GeneratedPictures.split(GeneratedSplit.TRAIN, spec.limit(), spec.downsample()),
                        GeneratedPictures.split(GeneratedSplit.TEST, spec.testLimit(), spec.downsample())));
            case "generated-tabular" ->
                DataSplits.of(new LabelledData(
                        GeneratedTabular.split(GeneratedSplit.TRAIN, spec.limit()),
                        GeneratedTabular.split(GeneratedSplit.TEST, spec.testLimit())));
            case "generated-series" ->
                DataSplits.of(new LabelledData(
                        GeneratedSeries.split(GeneratedSplit.TRAIN, spec.limit()),
                        GeneratedSeries.split(GeneratedSplit.TEST, spec.testLimit())));
            default -> openFiles(spec, directory(spec, defaultDirectory));
        };
    }

    private static DataSplits openFiles(DatasetSpec spec, Path directory) {
        return switch (spec.name()) {
            case "cifar10" -> DataSplits.of(Cifar.TEN.open(directory, spec));
            case "cifar100" -> {
                boolean coarse = spec.text("labels").equals("coarse");
                yield DataSplits.of((coarse ? Cifar.HUNDRED_COARSE : Cifar.HUNDRED_FINE).open(directory, spec));
            }
            case "idx" -> ArraySource.idx(directory, spec);
            case "npy" -> ArraySource.npy(directory, spec);
            case "csv" -> TableSource.open(directory, spec);
            case "images" -> ImageFolder.open(directory, spec);
            case "series" -> SeriesSource.open(directory, spec);
            default -> throw new IllegalStateException("the catalogue names " + spec.name() + ", which has no loader");
        };
    }

    private static void checkBounds(DatasetSpec spec) {
        atLeastOne("dataset.limit", spec.limit());
        atLeastOne("dataset.testLimit", spec.testLimit());
        if (spec.downsample() < 1 || Pictures.SIDE % spec.downsample() != 0) {
            throw new DataException("dataset.downsample is " + spec.downsample() + ", must divide " + Pictures.SIDE);
        }
    }

    private static void checkRequired(DatasetSpec spec) {
        DatasetCatalogue.Source source = DatasetCatalogue.find(spec.name())
                .orElseThrow(() -> new DataException("dataset.name is \"" + spec.name() + "\", must be one of "
                        + String.join(", ", DatasetCatalogue.names())));
        source.options().stream()
                .filter(option ->
                        option.required() && spec.option(option.name()).isEmpty())
                .findFirst()
                .ifPresent(option -> {
                    throw new DataException("dataset." + option.name() + " is missing, " + spec.name() + " needs it");
                });
    }

    private static void atLeastOne(String name, Optional<Integer> value) {
        if (value.isPresent() && value.get() < 1) {
            throw new DataException(name + " is " + value.get() + ", must be ≥ 1");
        }
    }

    private static Path directory(DatasetSpec spec, Optional<Path> defaultDirectory) {
        return spec.directory()
                .map(Path::of)
                .or(() -> defaultDirectory)
                .orElseThrow(() -> new DataException("data set " + spec.name()
                        + " has no directory: name it in the study's dataset.directory or in the worker's settings"));
    }
}
