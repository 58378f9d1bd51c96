package dev.regatta.worker.bench;

/** Wall-clock time of an action. */
final class Timing {
    private Timing() {}

    static double seconds(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** The shortest of several, which the machine's other work disturbed least. */
    static double fastest(int times, Runnable action) {
        double fastest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < times; i++) {
            fastest = Math.min(fastest, seconds(action));
        }
        return fastest;
    }
}
