package dev.regatta.coordinator.tracking.search;

/** How a field is compared. */
public enum Operator {
    EQ("="),
    NE("!="),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">="),
    /** {@code %} stands for any text, {@code _} for one character; case counts. */
    LIKE("LIKE"),
    /** As {@link #LIKE}, but case does not count. */
    ILIKE("ILIKE"),
    IN("IN"),
    NOT_IN("NOT IN");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    /** True for the operators that numbers have. */
    boolean arithmetic() {
        return switch (this) {
            case EQ, NE, LT, LE, GT, GE -> true;
            case LIKE, ILIKE, IN, NOT_IN -> false;
        };
    }

    /** True for the operators that texts have; lists are for attributes alone. */
    boolean textual() {
        return this == EQ || this == NE || this == LIKE || this == ILIKE;
    }

    boolean takesList() {
        return this == IN || this == NOT_IN;
    }
}
