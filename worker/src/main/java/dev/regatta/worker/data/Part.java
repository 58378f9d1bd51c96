package dev.regatta.worker.data;

import java.util.Optional;

/** Samples of one file or folder and, if it has them, their classes. */
record Part(Dataset samples, Optional<Labels> labels) {

    Part at(int[] indices) {
        return new Part(new Subset(samples, indices), labels.map(all -> all.at(indices)));
    }
}
