package dev.regatta.coordinator.search;

/** Which values of an objective are better. */
public enum Direction {
    MINIMIZE(1),
    MAXIMIZE(-1);

    private final int sign;

    Direction(int sign) {
        this.sign = sign;
    }

    /** The value as a loss: smaller is better; NaN and the worst infinity become +∞. */
    public double loss(double value) {
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : sign * value;
    }
}
