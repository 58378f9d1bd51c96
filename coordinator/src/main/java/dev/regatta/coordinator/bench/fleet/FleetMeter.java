package dev.regatta.coordinator.bench.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/** What the simulated workers were answered, of one study. Thread-safe. */
public final class FleetMeter {
    private static final double NANOS = 1e9;

    private final ConcurrentLinkedQueue<Long> claims = new ConcurrentLinkedQueue<>();
    private final LongAdder reports = new LongAdder();
    private final AtomicLong completed = new AtomicLong();
    private final LongConsumer onCompletion;
    private volatile long begin = System.nanoTime();
    private volatile long end;

    /** @param onCompletion told how many trials have completed, after each */
    public FleetMeter(LongConsumer onCompletion) {
        this.onCompletion = onCompletion;
    }

    /** The time counts from now. */
    public void begin() {
        begin = System.nanoTime();
    }

    /** The time no longer counts. */
    public void end() {
        end = System.nanoTime();
    }

    /** A lease was granted so many nanoseconds after it was asked for. */
    public void granted(long nanos) {
        claims.add(nanos);
    }

    /** An epoch's report was accepted. */
    public void reported(int number) {
        reports.add(number);
    }

    /** A trial's completion was accepted. */
    public void completed() {
        onCompletion.accept(completed.incrementAndGet());
    }

    public long trials() {
        return completed.get();
    }

    public double seconds() {
        return (end - begin) / NANOS;
    }

    public double reportsASecond() {
        return reports.sum() / seconds();
    }

    /** What this part of the answers to claims took at most, without the first ones; NaN if there are no more. */
    public double claimMillis(int skipped, double part) {
        List<Long> all = new ArrayList<>(claims);
        long[] sorted = all.subList(Math.min(skipped, all.size()), all.size()).stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(sorted.length * part) - 1] / 1e6;
    }
}
