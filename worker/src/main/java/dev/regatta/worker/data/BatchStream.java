package dev.regatta.worker.data;

import ai.djl.ndarray.NDManager;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Batches in a given order, of which the next few are decoded by another thread while the caller computes. Values and order
 * are those of {@link BatchReader#read}. What is decoded ahead is bounded in batches and in bytes. Used by one thread;
 * closing it ends its own thread.
 */
public final class BatchStream implements AutoCloseable {
    private static final int MOST_AHEAD = 4;
    private static final long MOST_BYTES_AHEAD = 128L << 20;

    private record Decoded(int[] indices, Future<float[]> values) {}

    private final BatchReader reader;
    private final IntFunction<int[]> plan;
    private final int end;
    private final ExecutorService decoder = Executors.newSingleThreadExecutor(BatchStream::daemon);
    private final Deque<Decoded> ahead = new ArrayDeque<>();
    private int asked;

    /**
     * Begins to decode.
     *
     * @param plan the samples of each batch, asked for in ascending order on the caller's thread
     * @param from first batch
     * @param end one past the last batch
     */
    BatchStream(BatchReader reader, IntFunction<int[]> plan, int from, int end) {
        this.reader = reader;
        this.plan = plan;
        this.asked = from;
        this.end = end;
        ask();
    }

    /**
     * The next batch, as tensors that live in {@code scope}.
     *
     * @throws DataException if a sample cannot be used
     * @throws IllegalStateException if there is none left
     */
    public Batch next(NDManager scope) {
        Decoded head = ahead.poll();
        if (head == null) {
            throw new IllegalStateException("all batches before " + end + " have been taken");
        }
        float[] values = await(head.values());
        ask();
        return reader.batch(head.indices(), values, scope);
    }

    /** Batches whose decoding was asked for and that were not taken yet. */
    int pending() {
        return ahead.size();
    }

    private void ask() {
        while (asked < end && ahead.size() < MOST_AHEAD) {
            int[] indices = plan.apply(asked);
            if (!ahead.isEmpty() && (ahead.size() + 1L) * reader.bytes(indices.length) > MOST_BYTES_AHEAD) {
                return;
            }
            ahead.add(new Decoded(indices, decoder.submit(() -> reader.decode(indices))));
            asked++;
        }
    }

    private static float[] await(Future<float[]> values) {
        try {
            return values.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a batch was decoded", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a batch could not be decoded: " + e.getCause(), e.getCause());
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "regatta-decoder");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        decoder.shutdownNow();
        ahead.clear();
    }
}
