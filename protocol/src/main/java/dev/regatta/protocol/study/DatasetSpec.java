package dev.regatta.protocol.study;

import java.util.Optional;

/**
 * The data a study trains on.
 *
 * @param name one of {@link DatasetCatalogue#names}
 * @param directory where the files are, on the worker; empty: the worker's own setting
 * @param limit the number of training samples used, ≥ 1; empty: all
 * @param testLimit the number of test samples used, ≥ 1; empty: all
 * @param downsample pictures are averaged over squares of this side in pixels, 1 leaves them as they are
 * @param options what the study sets of the keys that only this data set has; the catalogue has the defaults of others
 */
public record DatasetSpec(
        String name,
        Optional<String> directory,
        Optional<Integer> limit,
        Optional<Integer> testLimit,
        int downsample,
        Parameters options) {

    /** A data set with the defaults of its own keys. */
    public DatasetSpec(
            String name,
            Optional<String> directory,
            Optional<Integer> limit,
            Optional<Integer> testLimit,
            int downsample) {
        this(name, directory, limit, testLimit, downsample, Parameters.NONE);
    }

    /** The value of one of the data set's own keys, its default if it is not set; empty if it has none. */
    public Optional<Object> option(String key) {
        return options.get(key)
                .or(() -> DatasetCatalogue.find(name)
                        .flatMap(source -> source.option(key))
                        .flatMap(DatasetCatalogue.Option::otherwise));
    }

    /** @throws IllegalArgumentException if the key has no text */
    public String text(String key) {
        return textIfSet(key).orElseThrow(() -> unset(key));
    }

    /** A text that may be left out. */
    public Optional<String> textIfSet(String key) {
        return option(key).map(Object::toString);
    }

    /** @throws IllegalArgumentException if the key has no whole number */
    public int whole(String key) {
        return (int) Math.min(Integer.MAX_VALUE, seed(key));
    }

    /** @throws IllegalArgumentException if the key has no whole number */
    public long seed(String key) {
        return option(key).map(Long.class::cast).orElseThrow(() -> unset(key));
    }

    /** @throws IllegalArgumentException if the key has no number */
    public double number(String key) {
        return option(key).map(value -> ((Number) value).doubleValue()).orElseThrow(() -> unset(key));
    }

    /** @throws IllegalArgumentException if the key is neither true nor false */
    public boolean flag(String key) {
        return option(key).map(Boolean.class::cast).orElseThrow(() -> unset(key));
    }

    private IllegalArgumentException unset(String key) {
        return new IllegalArgumentException("dataset." + key + " is missing, " + name + " needs it");
    }
}
