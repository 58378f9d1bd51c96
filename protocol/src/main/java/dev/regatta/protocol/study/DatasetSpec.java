package dev.regatta.protocol.study;

import java.util.Optional;

/**
 * The data a study trains on.
 *
 * @param name {@code generated} (pictures drawn from a seed) or {@code cifar10} (the binary files)
 * @param directory where the files are, on the worker; empty: the worker's own setting
 * @param limit the number of training samples used, ≥ 1; empty: all
 * @param testLimit the number of test samples used, ≥ 1; empty: all
 * @param downsample pictures are averaged over squares of this side in pixels, 1 leaves them as they are
 */
public record DatasetSpec(
        String name,
        Optional<String> directory,
        Optional<Integer> limit,
        Optional<Integer> testLimit,
        int downsample) {}
