package dev.regatta.worker.train;

import dev.regatta.protocol.method.Hyperparameters;
import dev.regatta.protocol.study.DatasetSpec;
import dev.regatta.worker.attempt.IncompatibleCheckpointException;
import dev.regatta.worker.attempt.TrialSettings;
import dev.regatta.worker.checkpoint.Sha256;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.DataSplits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.TreeMap;

/**
 * A hash of all that decides a trial's result: hyperparameters, data set, seed and threads. Of the data set its content
 * counts, not the folder it lies in, which may differ from worker to worker.
 *
 * @param sha256 lower-case hex
 */
record Fingerprint(String sha256) {

    static Fingerprint of(TrialSettings settings, DataSplits data) {
        DatasetSpec spec = settings.dataset();
        String text = String.join(
                "\n",
                new TreeMap<>(Hyperparameters.used(settings.parameters()).values()).toString(),
                "%s %s %s %d %s"
                        .formatted(
                                spec.name(),
                                spec.limit(),
                                spec.testLimit(),
                                spec.downsample(),
                                new TreeMap<>(spec.options().values())),
                Long.toHexString(data.train().checksum()),
                Long.toHexString(data.test().checksum()),
                Long.toString(settings.seed()),
                Integer.toString(settings.threads()));
        MessageDigest digest = Sha256.digest();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return new Fingerprint(Sha256.hex(digest));
    }

    /** @throws IncompatibleCheckpointException if the file was written under other settings */
    void check(TensorFile file) {
        String stored = file.attribute("fingerprint");
        if (!stored.equals(sha256)) {
            throw new IncompatibleCheckpointException("the state was written under other settings, data, seed or "
                    + "thread count: its fingerprint is " + stored + ", this trial's is " + sha256);
        }
    }
}
