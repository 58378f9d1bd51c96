package dev.regatta.worker.mlflow;

import dev.regatta.protocol.codec.Json;
import dev.regatta.worker.attempt.QueueFullException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls in a file, in their order, until they are acknowledged: a queue that outlives its process and whose memory does
 * not grow. The file is cut whenever nothing waits; its bound counts what is acknowledged until then. A record is the lengths of its two parts (32 bits each, big endian), the call as JSON, and its content. The
 * first eight bytes of the file say where the first record that is not acknowledged begins.
 *
 * <p>Written through to the file, not forced to the disk: what a crash of the whole machine takes, the trial's checkpoint
 * still holds. Its file is no channel, which an interrupt of the sending thread would close. A record that was cut short by a crash ends the queue. Thread-safe; a lock keeps other processes out.
 */
final class Spool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final int START = Long.BYTES;
    private static final int LENGTHS = 2 * Integer.BYTES;

    /** A call and where the next one begins. */
    record Entry(LogCall call, byte[] content, long end) {}

    private final RandomAccessFile file;
    private final FileLock lock;
    private final long boundBytes;
    private long head;
    private long tail;

    Spool(RandomAccessFile file, FileLock lock, long boundBytes) throws IOException {
        this.file = file;
        this.lock = lock;
        this.boundBytes = boundBytes;
        head = file.length() < START ? START : Math.max(START, longAt(0));
        tail = Math.max(head, file.length());
        acknowledged(head);
    }

    /**
     * Opens the first file of the folder that no other process has, with whatever an earlier process left in it.
     *
     * @param boundBytes what may wait at most
     * @throws IOException if the folder cannot be written; the message names it
     */
    static Spool openIn(Path directory, long boundBytes) throws IOException {
        try {
            Files.createDirectories(directory);
            for (int slot = 0; ; slot++) {
                Optional<Spool> opened = tryOpen(directory.resolve("tracking-" + slot + ".spool"), boundBytes);
                if (opened.isPresent()) {
                    return opened.get();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new IOException(directory + ", which cannot be written: " + e, e);
        }
    }

    private static Optional<Spool> tryOpen(Path path, long boundBytes) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            FileLock lock = file.getChannel().tryLock();
            if (lock != null) {
                return Optional.of(new Spool(file, lock, boundBytes));
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("{} is in use in this process", path);
        }
        file.close();
        return Optional.empty();
    }

    /**
     * Adds a call.
     *
     * @return where the next one begins; the call is done once {@link #acknowledge} has been told this
     * @throws QueueFullException if more would wait than may, or the disk takes no more
     */
    synchronized long append(LogCall call, byte[] content) {
        byte[] json = Json.bytes(call);
        long length = (long) LENGTHS + json.length + content.length;
        if (tail - START + length > boundBytes) {
            throw new QueueFullException("the tracking queue holds " + (tail - START) + " bytes, must be ≤ "
                    + boundBytes + " with " + length + " more");
        }
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(length))
                .putInt(json.length)
                .putInt(content.length)
                .put(json)
                .put(content);
        try {
            write(buffer.array(), tail);
        } catch (IOException e) { // a full disk, as a rule: what was written of the record lies behind the end
            throw new QueueFullException("the tracking queue cannot take " + length + " bytes: " + e.getMessage());
        }
        tail += length;
        notifyAll();
        return tail;
    }

    /** The oldest call that is not acknowledged; waits for one. */
    synchronized Entry first() throws InterruptedException {
        while (true) {
            while (head == tail) {
                wait();
            }
            Optional<Entry> found = read(head);
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    /** The call after {@code entry}; empty at the end. */
    synchronized Optional<Entry> after(Entry entry) {
        return head == tail || entry.end() >= tail ? Optional.empty() : read(entry.end());
    }

    /** Empty if the record is damaged: it and what follows it are dropped. */
    private Optional<Entry> read(long position) {
        try {
            ByteBuffer lengths = bytesAt(position, LENGTHS);
            int json = lengths.getInt();
            int content = lengths.getInt();
            ByteBuffer body = bytesAt(position + LENGTHS, Math.addExact(json, content));
            byte[] call = new byte[json];
            byte[] rest = new byte[content];
            body.get(call).get(rest);
            return Optional.of(new Entry(Json.read(call, LogCall.class), rest, position + LENGTHS + json + content));
        } catch (IOException | RuntimeException e) {
            LOG.warn("the tracking queue is damaged at byte {} and ends there: {}", position, e.getMessage());
            tail = position;
            acknowledged(head);
            return Optional.empty();
        }
    }

    /** True while the call is the first that waits. */
    synchronized boolean holds(Entry entry) {
        return head < entry.end() && entry.end() <= tail;
    }

    /** Everything before {@code position} is done. */
    synchronized void acknowledge(long position) {
        if (position > head) {
            acknowledged(position);
        }
    }

    /** Drops everything. */
    synchronized void clear() {
        acknowledged(tail);
    }

    synchronized boolean isEmpty() {
        return head == tail;
    }

    private void acknowledged(long position) {
        try {
            head = position;
            if (head >= tail) {
                head = START;
                tail = START;
                file.seek(0);
                file.writeLong(START);
                file.setLength(START);
            } else {
                file.seek(0);
                file.writeLong(head);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long longAt(long position) throws IOException {
        return bytesAt(position, Long.BYTES).getLong();
    }

    private ByteBuffer bytesAt(long position, int length) throws IOException {
        if (length < 0 || position + length > file.length()) {
            throw new IOException("a record of " + length + " bytes goes past the end");
        }
        byte[] bytes = new byte[length];
        file.seek(position);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private void write(byte[] bytes, long position) throws IOException {
        file.seek(position);
        file.write(bytes);
    }

    @Override
    public synchronized void close() throws IOException {
        lock.release();
        file.close();
    }
}
