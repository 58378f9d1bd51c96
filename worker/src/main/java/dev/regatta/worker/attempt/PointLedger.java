package dev.regatta.worker.attempt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The points of a trial that the tracking server has not acknowledged yet. All of them go into every checkpoint, so that
 * none is lost with the worker; each waits for its checkpoint's acceptance before it is logged, so that no epoch that is
 * run again is logged twice. Thread-safe.
 */
final class PointLedger {
    private final Set<MetricPoint> unlogged = new LinkedHashSet<>();
    private final TreeMap<Long, List<MetricPoint>> bySequence = new TreeMap<>();

    synchronized void add(Collection<MetricPoint> points) {
        unlogged.addAll(points);
    }

    /** The points wait for the acceptance of the fact with this sequence. */
    synchronized void hold(long sequence, List<MetricPoint> points) {
        bySequence.put(sequence, points);
    }

    /** The points whose checkpoints are committed by now; each is returned once. */
    synchronized List<MetricPoint> release(long acceptedSequence) {
        var committed = bySequence.headMap(acceptedSequence, true);
        List<MetricPoint> released = new ArrayList<>();
        committed.values().forEach(released::addAll);
        committed.clear();
        return released;
    }

    /** The queue had no room for these points: {@link #release} returns them again. */
    synchronized void returned(List<MetricPoint> points) {
        bySequence.merge(0L, points, (waiting, more) -> {
            List<MetricPoint> all = new ArrayList<>(waiting);
            all.addAll(more);
            return all;
        });
    }

    synchronized void logged(Collection<MetricPoint> points) {
        points.forEach(unlogged::remove);
    }

    /** What a checkpoint has to carry, oldest first. */
    synchronized List<MetricPoint> unlogged() {
        return List.copyOf(unlogged);
    }

    synchronized boolean isEmpty() {
        return unlogged.isEmpty();
    }
}
