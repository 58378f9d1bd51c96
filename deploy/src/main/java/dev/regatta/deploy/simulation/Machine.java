package dev.regatta.deploy.simulation;

import java.util.function.BooleanSupplier;

/**
 * A process in the simulation: it can be frozen, and it can die. What is due while it is frozen happens at its thaw, in
 * order; what is due after its death does not happen.
 */
final class Machine {
    private static final long LOOK_FIRST_MILLIS = 20;
    private static final long LOOK_LAST_MILLIS = 320;

    private final VirtualTime time;
    private final String name;
    private final long skewMillis;
    private long frozenUntil;
    private boolean alive = true;

    /** @param skewMillis how much its clock is ahead of the simulation's */
    Machine(VirtualTime time, String name, long skewMillis) {
        this.time = time;
        this.name = name;
        this.skewMillis = skewMillis;
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isFrozen() {
        return time.millis() < frozenUntil;
    }

    void freeze(long millis) {
        frozenUntil = Math.max(frozenUntil, time.millis() + millis);
    }

    void die() {
        alive = false;
    }

    java.time.Instant clock() {
        return time.instant().plusMillis(skewMillis);
    }

    void after(long delayMillis, Runnable action) {
        time.after(delayMillis, () -> perform(action));
    }

    private void perform(Runnable action) {
        if (!alive) {
            return;
        }
        if (isFrozen()) {
            time.at(frozenUntil, () -> perform(action));
        } else {
            action.run();
        }
    }

    /** Does {@code then} as soon as {@code done} holds or the time is over; looks now and then, more and more rarely. */
    void when(BooleanSupplier done, long atMostMillis, Runnable then) {
        look(done, time.millis() + atMostMillis, LOOK_FIRST_MILLIS, then);
    }

    private void look(BooleanSupplier done, long deadline, long pause, Runnable then) {
        if (done.getAsBoolean() || time.millis() >= deadline) {
            then.run();
        } else {
            long next = Math.min(2 * pause, LOOK_LAST_MILLIS);
            after(Math.min(pause, deadline - time.millis()), () -> look(done, deadline, next, then));
        }
    }
}
