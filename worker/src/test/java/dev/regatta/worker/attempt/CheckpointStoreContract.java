package dev.regatta.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.TrialId;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every checkpoint store does. */
public abstract class CheckpointStoreContract {
    /** Two whole chunks of the store in use and a part of one. */
    private static final int LARGE = (9 << 20) + 17;

    protected abstract CheckpointStore store();

    /** Changes one byte of what is stored under the checkpoint. */
    protected abstract void damage(CheckpointRef checkpoint);

    protected static CheckpointName name(long leaseEpoch, long step) {
        return new CheckpointName(TrialId.parse("contract/4"), leaseEpoch, 2, step, Snapshot.Kind.EPOCH_END);
    }

    private static byte[] content(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatIsLoadedIsWhatWasSaved() {
        byte[] content = content(LARGE, 1);

        CheckpointRef saved = store().save(name(1, 10), content);

        assertThat(saved.bytes()).isEqualTo(LARGE);
        assertThat(saved.epoch()).isEqualTo(2);
        assertThat(saved.step()).isEqualTo(10);
        assertThat(store().load(saved)).isEqualTo(content);
    }

    @Test
    void emptyContentIsContent() {
        CheckpointRef saved = store().save(name(1, 11), new byte[0]);

        assertThat(store().load(saved)).isEmpty();
    }

    @Test
    void checkpointsOfTwoLeasesDoNotMeet() {
        CheckpointRef first = store().save(name(1, 12), content(100, 2));
        CheckpointRef second = store().save(name(2, 12), content(100, 3));

        assertThat(store().load(first)).isEqualTo(content(100, 2));
        assertThat(store().load(second)).isEqualTo(content(100, 3));
    }

    @Test
    void savingAgainOverwrites() {
        store().save(name(1, 13), content(LARGE, 4));
        CheckpointRef again = store().save(name(1, 13), content(50, 5));

        assertThat(store().load(again)).isEqualTo(content(50, 5));
    }

    @Test
    void missingCheckpointIsRefusedByItsName() {
        CheckpointRef missing = new CheckpointRef("contract/4/9/99-epoch-end", 2, 99, 5, "00");

        assertThatThrownBy(() -> store().load(missing))
                .isInstanceOf(IncompatibleCheckpointException.class)
                .hasMessageContaining("contract/4/9/99-epoch-end");
    }

    @Test
    void damagedCheckpointIsRefused() {
        CheckpointRef saved = store().save(name(1, 14), content(LARGE, 6));
        damage(saved);

        assertThatThrownBy(() -> store().load(saved)).isInstanceOf(IncompatibleCheckpointException.class);
    }

    @Test
    void contentOfAnotherHashThanTheJournalsIsRefused() {
        CheckpointRef saved = store().save(name(1, 15), content(20, 7));
        CheckpointRef journaled = new CheckpointRef(saved.key(), 2, 15, 20, "ab".repeat(32));

        assertThatThrownBy(() -> store().load(journaled)).isInstanceOf(IncompatibleCheckpointException.class);
    }
}
