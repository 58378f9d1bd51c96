package dev.regatta.coordinator.runtime;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The partitions of the inbox whose studies this coordinator decides, as far as it knows: another may have taken them over
 * already. What it commits is fenced by the database.
 *
 * @param generation grows whenever partitions are gained or lost
 * @param of how many partitions there are
 */
public record Ownership(long generation, Set<Integer> partitions, int of) {

    /** Whoever owns it hands out the work of all studies. */
    public static final int DISPATCHING = 0;

    public Ownership {
        partitions = Set.copyOf(partitions);
    }

    /** Before the first partition is given out. */
    public static Ownership none(int of) {
        return new Ownership(0, Set.of(), of);
    }

    /** Of a coordinator that is alone. */
    public static Ownership whole(int of) {
        return new Ownership(1, IntStream.range(0, of).boxed().collect(Collectors.toSet()), of);
    }

    public boolean has(int partition) {
        return partitions.contains(partition);
    }

    /** True if no other coordinator can have a partition. */
    public boolean isWhole() {
        return of > 0 && partitions.size() == of;
    }
}
