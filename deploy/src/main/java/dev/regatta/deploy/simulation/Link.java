package dev.regatta.deploy.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * The way of messages from one to another: each takes its time, none overtakes another, and while it is blocked all wait.
 * A message may come a second time, later than it should.
 */
final class Link {
    private static final long TRY_AGAIN_MILLIS = 100;

    private record Underway(long at, Runnable arrival) {}

    private final VirtualTime time;
    private final Weather weather;
    private final BooleanSupplier blocked;
    private final BooleanSupplier repeats;
    private final Deque<Underway> underway = new ArrayDeque<>();
    private long lastArrival;
    private boolean waiting;

    /**
     * A way that is open while it is not blocked.
     *
     * @param repeats asked at each arrival: whether it comes again
     */
    Link(VirtualTime time, Weather weather, BooleanSupplier blocked, BooleanSupplier repeats) {
        this.time = time;
        this.weather = weather;
        this.blocked = blocked;
        this.repeats = repeats;
    }

    void send(Runnable arrival) {
        lastArrival = Math.max(lastArrival, time.millis() + weather.latency());
        underway.add(new Underway(lastArrival, arrival));
        time.at(lastArrival, this::arrive);
    }

    private void arrive() {
        if (blocked.getAsBoolean()) {
            tryAgain();
            return;
        }
        while (!underway.isEmpty() && underway.peek().at() <= time.millis()) {
            Runnable arrival = underway.remove().arrival();
            arrival.run();
            if (repeats.getAsBoolean()) {
                time.after(weather.repeatedAfter(), arrival);
            }
        }
    }

    private void tryAgain() {
        if (!waiting) {
            waiting = true;
            time.after(TRY_AGAIN_MILLIS, () -> {
                waiting = false;
                arrive();
            });
        }
    }

    /** The sender died: what it had not got rid of is lost. */
    void drop() {
        underway.clear();
    }
}
