package dev.regatta.deploy.simulation;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Code that blocks, on a thread that runs only while it is given the turn, so that the order of all that happens is the
 * simulation's alone. At any time either the driver or one actor runs.
 */
final class Actor {

    /** Unwinds the thread of a killed process. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private final Semaphore actorsTurn = new Semaphore(0);
    private final Semaphore driversTurn = new Semaphore(0);
    private boolean killed;
    private boolean ended;

    /** @param body begins with the first turn; must block in {@link #park} only */
    Actor(Executor threads, Runnable body) {
        threads.execute(() -> {
            actorsTurn.acquireUninterruptibly();
            try {
                if (!killed) {
                    body.run();
                }
            } catch (Killed e) {
                // as intended
            } finally {
                ended = true;
                driversTurn.release();
            }
        });
    }

    /** Lets the actor run until it parks or ends. By the driver. */
    void turn() {
        if (!ended) {
            actorsTurn.release();
            driversTurn.acquireUninterruptibly();
        }
    }

    /** Waits for the next turn. By the actor. */
    void park() {
        if (!killed) {
            driversTurn.release();
            actorsTurn.acquireUninterruptibly();
        }
        if (killed) {
            throw new Killed();
        }
    }

    boolean hasEnded() {
        return ended;
    }

    /** Ends the actor wherever it is parked: it waits for nothing any more. By the driver. */
    void kill() {
        killed = true;
        turn();
    }
}
