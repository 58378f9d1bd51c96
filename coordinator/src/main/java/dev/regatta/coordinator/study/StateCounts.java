package dev.regatta.coordinator.study;

import java.util.EnumMap;

/** How many trials are in each state, immutable. */
public final class StateCounts {
    static final StateCounts NONE = new StateCounts(new EnumMap<>(TrialState.class));

    private final EnumMap<TrialState, Integer> counts;

    private StateCounts(EnumMap<TrialState, Integer> counts) {
        this.counts = counts;
    }

    public int of(TrialState state) {
        return counts.getOrDefault(state, 0);
    }

    /** With one more trial in the state. */
    StateCounts plus(TrialState state) {
        EnumMap<TrialState, Integer> copy = counts.clone();
        copy.merge(state, 1, Integer::sum);
        return new StateCounts(copy);
    }

    /** With one trial moved from a state to another, or to the same. */
    StateCounts moved(TrialState from, TrialState to) {
        if (from == to) {
            return this;
        }
        EnumMap<TrialState, Integer> copy = counts.clone();
        copy.merge(from, -1, Integer::sum);
        copy.merge(to, 1, Integer::sum);
        return new StateCounts(copy);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StateCounts that && counts.equals(that.counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
