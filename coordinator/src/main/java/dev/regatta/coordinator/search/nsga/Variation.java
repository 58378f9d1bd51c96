package dev.regatta.coordinator.search.nsga;

/** How a coordinate in [0, 1] is varied; results may lie beyond and are to be clipped. */
final class Variation {

    private static final double CROSSOVER_INDEX = 20;
    private static final double MUTATION_INDEX = 20;

    private Variation() {}

    /** Simulated binary crossover (Deb and Agrawal 1995): near the first parent, within and beyond the parents' distance. */
    static double cross(double first, double second, double uniform) {
        double spread = uniform <= 0.5
                ? StrictMath.pow(2 * uniform, 1 / (CROSSOVER_INDEX + 1))
                : StrictMath.pow(1 / (2 * (1 - uniform)), 1 / (CROSSOVER_INDEX + 1));
        return 0.5 * ((1 + spread) * first + (1 - spread) * second);
    }

    /** Polynomial mutation (Deb and Goyal 1996), bounded: never leaves [0, 1]. */
    static double mutate(double x, double uniform) {
        double power = 1 / (MUTATION_INDEX + 1);
        if (uniform < 0.5) {
            double rest = StrictMath.pow(1 - x, MUTATION_INDEX + 1);
            return x + StrictMath.pow(2 * uniform + (1 - 2 * uniform) * rest, power) - 1;
        }
        double rest = StrictMath.pow(x, MUTATION_INDEX + 1);
        return x + 1 - StrictMath.pow(2 * (1 - uniform) + (2 * uniform - 1) * rest, power);
    }
}
