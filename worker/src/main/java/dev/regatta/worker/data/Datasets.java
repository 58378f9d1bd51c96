package dev.regatta.worker.data;

import dev.regatta.protocol.study.DatasetCatalogue;
import dev.regatta.protocol.study.DatasetSpec;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the data sets a study can name. */
public final class Datasets {
    private Datasets() {}

    /**
     * Opens a data set.
     *
     * @param defaultDirectory where the files are if the specification does not say
     * @throws DataException if there is no such data set or its files cannot be used
     */
    public static DataSplits open(DatasetSpec spec, Optional<Path> defaultDirectory) {
        checkBounds(spec);
        return switch (spec.name()) {
            case "generated" ->
                DataSplits.of(new LabelledData(
                        GeneratedPictures.split(GeneratedPictures.Split.TRAIN, spec.limit(), spec.downsample()),
                        GeneratedPictures.split(GeneratedPictures.Split.TEST, spec.testLimit(), spec.downsample())));
            case "cifar10" -> DataSplits.of(Cifar10.open(directory(spec, defaultDirectory), spec));
            default ->
                throw new DataException("dataset.name is \"" + spec.name() + "\", must be one of "
                        + String.join(", ", DatasetCatalogue.names()));
        };
    }

    private static void checkBounds(DatasetSpec spec) {
        atLeastOne("dataset.limit", spec.limit());
        atLeastOne("dataset.testLimit", spec.testLimit());
        if (spec.downsample() < 1 || Pictures.SIDE % spec.downsample() != 0) {
            throw new DataException("dataset.downsample is " + spec.downsample() + ", must divide " + Pictures.SIDE);
        }
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
