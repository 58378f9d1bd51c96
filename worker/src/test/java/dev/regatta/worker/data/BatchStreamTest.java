package dev.regatta.worker.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.TestEngine;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchStreamTest {
    private final NDManager manager = TestEngine.manager();

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void batchesAreThoseReadOneByOne() {
        BatchReader reader = reader(new Numbers(-1));
        try (BatchStream stream = reader.stream(BatchStreamTest::plan, 3, 40)) {
            for (int cursor = 3; cursor < 40; cursor++) {
                Batch ahead = stream.next(manager);
                Batch direct = reader.read(plan(cursor), manager);
                assertThat(ahead.indices()).isEqualTo(direct.indices());
                assertThat(ahead.samples().toFloatArray())
                        .isEqualTo(direct.samples().toFloatArray());
            }
            assertThatThrownBy(() -> stream.next(manager)).hasMessage("all batches before 40 have been taken");
        }
    }

    /** A million samples of which none but those of four batches may be decoded before one is taken. */
    @Test
    void noMoreThanTheBoundIsDecodedAhead() {
        Numbers data = new Numbers(-1);
        try (BatchStream stream = reader(data).stream(BatchStreamTest::plan, 0, 500_000)) {
            for (int taken = 1; taken <= 50; taken++) {
                stream.next(manager);
                assertThat(stream.pending()).isLessThanOrEqualTo(4);
                assertThat(data.decoded).hasSizeLessThanOrEqualTo(2 * (taken + 4));
            }
        }
    }

    @Test
    void batchesTooLargeToWaitAreDecodedOneByOne() {
        Numbers data = new Numbers(-1, 40 << 20);
        try (BatchStream stream =
                new BatchReader(data, Normalization.none(new Shape(1))).stream(cursor -> new int[] {cursor}, 0, 10)) {
            assertThat(stream.pending()).isEqualTo(1);
        }
    }

    @Test
    void aSampleThatCannotBeDecodedSurfacesInItsPlace() {
        try (BatchStream stream = reader(new Numbers(5)).stream(BatchStreamTest::plan, 0, 10)) {
            stream.next(manager);
            stream.next(manager);
            assertThatThrownBy(() -> stream.next(manager))
                    .isInstanceOf(DataException.class)
                    .hasMessage("numbers: sample 5 is damaged");
        }
    }

    @Test
    void samplesAreDecodedByAnotherThreadThatEndsWithTheStream() throws InterruptedException {
        Numbers data = new Numbers(-1);
        try (BatchStream stream = reader(data).stream(BatchStreamTest::plan, 0, 10)) {
            stream.next(manager);
        }

        assertThat(data.threads).hasSize(1).doesNotContain(Thread.currentThread());
        Thread decoder = data.threads.iterator().next();
        decoder.join(10_000);
        assertThat(decoder.isAlive()).isFalse();
    }

    private static int[] plan(int cursor) {
        return new int[] {2 * cursor + 1, 2 * cursor};
    }

    private static BatchReader reader(Dataset data) {
        return new BatchReader(data, new Normalization(new float[] {3}, new float[] {2}));
    }

    /** Sample i is the number i; one of them may be damaged. */
    private static final class Numbers implements Dataset {
        private final Set<Integer> decoded = ConcurrentHashMap.newKeySet();
        private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        private final int damaged;
        private final int length;

        Numbers(int damaged) {
            this(damaged, 1);
        }

        Numbers(int damaged, int length) {
            this.damaged = damaged;
            this.length = length;
        }

        @Override
        public int size() {
            return 1_000_000;
        }

        @Override
        public Shape sampleShape() {
            return new Shape(length);
        }

        @Override
        public void read(int index, float[] target, int offset) {
            if (index == damaged) {
                throw new DataException("numbers: sample " + index + " is damaged");
            }
            decoded.add(index);
            threads.add(Thread.currentThread());
            target[offset] = index;
        }

        @Override
        public long checksum() {
            return 0;
        }
    }
}
