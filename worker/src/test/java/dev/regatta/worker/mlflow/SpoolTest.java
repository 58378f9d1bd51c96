package dev.regatta.worker.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.protocol.TrialId;
import dev.regatta.worker.attempt.QueueFullException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class SpoolTest {
    private static final byte[] NOTHING = {};
    private static final TrialId TRIAL = TrialId.parse("s/3");

    @TempDir
    Path folder;

    private Spool open() throws IOException {
        return Spool.openIn(folder, 10_000);
    }

    private Path file() {
        return folder.resolve("tracking-0.spool");
    }

    private static LogCall call(String path) {
        return new LogCall.Store(TRIAL, path);
    }

    private static String first(Spool spool) throws InterruptedException {
        return ((LogCall.Store) spool.first().call()).path();
    }

    @Test
    void callsComeBackInTheirOrderWithTheirContent() throws Exception {
        try (Spool spool = open()) {
            spool.append(call("a"), new byte[] {1, 2});
            spool.append(call("b"), NOTHING);

            Spool.Entry a = spool.first();
            assertThat(a.content()).containsExactly(1, 2);
            assertThat(spool.after(a))
                    .hasValueSatisfying(b -> assertThat(b.call()).isEqualTo(call("b")));
            spool.acknowledge(a.end());
            assertThat(first(spool)).isEqualTo("b");
        }
    }

    @Test
    void whatIsNotAcknowledgedOutlivesTheProcess() throws Exception {
        try (Spool spool = open()) {
            long end = spool.append(call("a"), NOTHING);
            spool.append(call("b"), NOTHING);
            spool.acknowledge(end);
        }
        try (Spool spool = open()) {
            assertThat(first(spool)).isEqualTo("b");
        }
    }

    @Test
    void emptyQueueTakesNoRoom() throws Exception {
        try (Spool spool = open()) {
            for (int i = 0; i < 100; i++) {
                spool.acknowledge(spool.append(call("a"), new byte[1000]));
            }
            assertThat(spool.isEmpty()).isTrue();
            assertThat(Files.size(file())).isEqualTo(Long.BYTES);
        }
    }

    @Test
    void boundIsNamedWhenItIsReached() throws Exception {
        try (Spool spool = open()) {
            assertThatThrownBy(() -> spool.append(call("a"), new byte[10_000]))
                    .isInstanceOf(QueueFullException.class)
                    .hasMessageContaining("must be ≤ 10000");
            spool.append(call("b"), NOTHING);
            assertThat(first(spool)).isEqualTo("b");
        }
    }

    @Test
    void recordThatWasCutShortEndsTheQueueAndTheNextIsTaken() throws Exception {
        try (Spool spool = open()) {
            spool.append(call("a"), NOTHING);
            spool.append(call("b"), new byte[100]);
        }
        try (FileChannel file = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            file.truncate(file.size() - 50);
        }
        try (Spool spool = open()) {
            Spool.Entry a = spool.first();
            assertThat(spool.after(a)).isEmpty();
            spool.append(call("c"), NOTHING);
            spool.acknowledge(a.end());
            assertThat(first(spool)).isEqualTo("c");
        }
    }

    @Test
    void garbageIsDropped() throws Exception {
        Files.write(file(), ByteBuffer.allocate(500).putLong(8).putInt(-7).array());
        try (Spool spool = open()) {
            Thread reader = new Thread(() -> {
                try {
                    spool.first();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            reader.start();
            while (!spool.isEmpty()) {
                Thread.onSpinWait();
            }
            spool.append(call("a"), NOTHING);
            reader.join();
            assertThat(first(spool)).isEqualTo("a");
        }
    }

    @Test
    void secondWorkerOfTheSameFolderHasAFileOfItsOwn() throws Exception {
        try (Spool one = open();
                Spool two = open()) {
            one.append(call("a"), NOTHING);
            assertThat(two.isEmpty()).isTrue();
        }
        assertThat(folder.resolve("tracking-1.spool")).exists();
    }

    @Test
    void folderThatCannotBeWrittenIsNamed() throws Exception {
        Path blocked = Files.writeString(folder.resolve("file"), "no folder");
        assertThatThrownBy(() -> Spool.openIn(blocked, 10_000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(blocked.toString());
    }

    @Test
    void fullDiskIsAFullQueueThatGoesOnOnceThereIsRoom() throws Exception {
        AtomicBoolean diskIsFull = new AtomicBoolean();
        RandomAccessFile onDisk = new RandomAccessFile(file().toFile(), "rw") {
            @Override
            public void write(byte[] bytes) throws IOException {
                if (diskIsFull.get()) {
                    super.write(bytes, 0, bytes.length / 2);
                    throw new IOException("No space left on device");
                }
                super.write(bytes);
            }
        };
        try (Spool spool = new Spool(onDisk, onDisk.getChannel().lock(), 10_000)) {
            spool.append(call("a"), NOTHING);
            diskIsFull.set(true);
            assertThatThrownBy(() -> spool.append(call("b"), new byte[] {1, 2, 3}))
                    .isInstanceOf(QueueFullException.class)
                    .hasMessageContaining("No space left on device");
            diskIsFull.set(false);
            spool.append(call("c"), NOTHING);

            Spool.Entry a = spool.first();
            assertThat(a.call()).isEqualTo(call("a"));
            assertThat(spool.after(a))
                    .hasValueSatisfying(c -> assertThat(c.call()).isEqualTo(call("c")));
        }
    }
}
