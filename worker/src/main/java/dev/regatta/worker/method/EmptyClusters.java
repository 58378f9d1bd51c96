package dev.regatta.worker.method;

import java.util.Arrays;

/** What becomes of a cluster that no row belongs to. */
public enum EmptyClusters {
    /** It keeps its centroid, and may win rows again. */
    KEEP("keep"),
    /** It moves to the row farthest from its own centroid; several take several rows. */
    FARTHEST("farthest"),
    /** It takes half of the largest cluster: both get its centroid, nudged apart. */
    SPLIT("split");

    private final String id;

    EmptyClusters(String id) {
        this.id = id;
    }

    /** @param id {@code keep}, {@code farthest} or {@code split} */
    public static EmptyClusters of(String id) {
        return Arrays.stream(values())
                .filter(policy -> policy.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no policy " + id));
    }
}
