package dev.regatta.worker.data;

import java.util.Optional;

/**
 * What a study trains on: the samples of both splits and, if the source has classes, the same samples with them.
 *
 * @param labelled empty: there is nothing to judge a classifier by
 */
public record DataSplits(Dataset train, Dataset test, Optional<LabelledData> labelled) {

    static DataSplits of(LabelledData data) {
        return new DataSplits(data.train().samples(), data.test().samples(), Optional.of(data));
    }

    static DataSplits unlabelled(Dataset train, Dataset test) {
        return new DataSplits(train, test, Optional.empty());
    }

    /** The training samples' classes, if the source has classes. */
    public Optional<Labels> trainLabels() {
        return labelled.map(data -> data.train().labels());
    }
}
