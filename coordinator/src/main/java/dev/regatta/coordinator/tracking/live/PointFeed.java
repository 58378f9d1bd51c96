package dev.regatta.coordinator.tracking.live;

import dev.regatta.coordinator.tracking.model.Metric;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * The latest points of the runs that somebody watches, numbered by run, so that a reader that was away goes on where it
 * was. Memory is bounded: of a run the {@value #KEPT_POINTS} last points are kept, and of runs that nobody watches any
 * longer the {@value #KEPT_RUNS} last. A reader that comes too late is told of the gap. Thread-safe.
 */
public final class PointFeed {

    private static final int KEPT_POINTS = 2_000;
    private static final int KEPT_RUNS = 200;

    /**
     * What a reader gets.
     *
     * @param gap whether points before these are no longer here: the reader has to read the curves
     * @param points in their order; not all of them if there are more than asked for
     * @param next the number to go on after
     */
    public record Slice(boolean gap, List<Metric> points, long next) {}

    private static final class Feed {
        private final Deque<Metric> points = new ArrayDeque<>();
        private final Set<Metric> known = new HashSet<>();
        private final Set<Runnable> watchers = new CopyOnWriteArraySet<>();
        private Set<Metric> settled = Set.of();
        private long last;

        private void add(Metric point) {
            if (!known.add(point)) {
                return; // a repeated batch changes nothing
            }
            points.addLast(point);
            last++;
            if (points.size() > KEPT_POINTS) {
                known.remove(points.removeFirst());
            }
        }

        /** Whoever has read up to here has missed something. */
        private void breakOff() {
            points.clear();
            known.clear();
            last++;
        }

        /** True if one of these, the latest of their keys, has come from elsewhere since the last time. */
        private boolean isAhead(Collection<Metric> latest) {
            boolean ahead = latest.stream().anyMatch(point -> !known.contains(point) && !settled.contains(point));
            settled = Set.copyOf(latest);
            return ahead;
        }

        private Slice after(long number, int limit) {
            long before = last - points.size();
            if (number < before || number > last) {
                return new Slice(true, List.of(), last);
            }
            List<Metric> slice = new ArrayList<>();
            Iterator<Metric> rest = points.iterator();
            for (long at = before + 1; rest.hasNext() && slice.size() < limit; at++) {
                Metric point = rest.next();
                if (at > number) {
                    slice.add(point);
                }
            }
            return new Slice(false, slice, number + slice.size());
        }
    }

    private final Map<String, Feed> feeds = new LinkedHashMap<>(16, 0.75f, true);

    /** Runs {@code wake} whenever the run has new points, until {@link #leave}. It must not block. */
    public synchronized void watch(String run, Runnable wake) {
        feeds.computeIfAbsent(run, id -> new Feed()).watchers.add(wake);
        dropOldest();
    }

    public synchronized void leave(String run, Runnable wake) {
        Feed feed = feeds.get(run);
        if (feed != null) {
            feed.watchers.remove(wake);
        }
    }

    private void dropOldest() {
        Iterator<Feed> oldestFirst = feeds.values().iterator();
        for (int excess = feeds.size() - KEPT_RUNS; excess > 0 && oldestFirst.hasNext(); ) {
            if (oldestFirst.next().watchers.isEmpty()) {
                oldestFirst.remove();
                excess--;
            }
        }
    }

    /** The number of the run's last point; 0 where nobody has watched it yet. */
    public synchronized long last(String run) {
        Feed feed = feeds.get(run);
        return feed == null ? 0 : feed.last;
    }

    /** Up to {@code limit} points after that number. */
    public synchronized Slice after(String run, long number, int limit) {
        Feed feed = feeds.get(run);
        return feed == null ? new Slice(number != 0, List.of(), 0) : feed.after(number, limit);
    }

    /** Points that were logged and are durable. */
    public void logged(String run, List<Metric> points) {
        change(run, feed -> points.forEach(feed::add));
    }

    /** Points of the run were cut off: whoever watches has to read the curves again. */
    public void cut(String run) {
        change(run, Feed::breakOff);
    }

    /** The runs that somebody watches. */
    public synchronized List<String> watched() {
        return feeds.entrySet().stream()
                .filter(feed -> !feed.getValue().watchers.isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * What the database holds of the run: if another server logged some of it, whoever watches has to read the curves again.
     *
     * @param latest the latest point of each key
     */
    public void found(String run, Collection<Metric> latest) {
        boolean ahead;
        synchronized (this) {
            Feed feed = feeds.get(run);
            ahead = feed != null && feed.isAhead(latest);
        }
        if (ahead) {
            cut(run);
        }
    }

    private void change(String run, java.util.function.Consumer<Feed> change) {
        Feed feed;
        synchronized (this) {
            feed = feeds.get(run);
            if (feed == null) {
                return;
            }
            change.accept(feed);
        }
        feed.watchers.forEach(Runnable::run);
    }
}
