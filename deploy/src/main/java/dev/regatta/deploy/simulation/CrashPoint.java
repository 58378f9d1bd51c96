package dev.regatta.deploy.simulation;

/** Where a coordinator dies: between two of the steps that others can see. */
final class CrashPoint {

    /** The process is gone. */
    static final class Crashed extends Error {
        private static final long serialVersionUID = 1L;

        Crashed() {
            super("crashed", null, false, false);
        }
    }

    private int left = Integer.MAX_VALUE;

    /** It dies after so many further steps. */
    void arm(int steps) {
        left = steps;
    }

    void step() {
        if (left != Integer.MAX_VALUE && left-- <= 0) {
            throw new Crashed();
        }
    }
}
