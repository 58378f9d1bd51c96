package dev.regatta.protocol.method;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a trial can train, and the controls beside it. A constant here registers a method: the catalogue says which
 * hyperparameters it uses, and the compiler names the place where the worker makes it.
 */
public enum Method {
    RANDOM_INIT("random-init", "control: the untrained encoder"),
    RAW_PIXELS("raw-pixels", "control: the standardized samples themselves, without an encoder"),
    ID("id", "instance discrimination: tells every sample from all others"),
    IDFD("idfd", "id with decorrelated features"),
    CONCURL("concurl", "id with cluster assignments that agree over random projections"),
    DEEPCLUSTER(
            "deepcluster", "clusters whitened features by k-means and classifies the clusters with a new classifier"),
    DEEPCLUSTER_V2("deepcluster-v2", "clusters its own embeddings and predicts the clusters"),
    DEEPCLUSTER_KD("deepcluster-kd", "deepcluster-v2 with self-distillation into three branches");

    /** The method of a trial that names none. */
    public static final Method DEFAULT = DEEPCLUSTER_V2;

    private final String id;
    private final String description;

    Method(String id, String description) {
        this.id = id;
        this.description = description;
    }

    /** The name used in study files, e.g. {@code deepcluster-kd}. */
    public String id() {
        return id;
    }

    /** One line for people. */
    public String description() {
        return description;
    }

    /** Whether nothing is trained, so that the trial has no epochs. */
    public boolean isControl() {
        return this == RANDOM_INIT || this == RAW_PIXELS;
    }

    public static Optional<Method> of(String id) {
        return Arrays.stream(values()).filter(method -> method.id.equals(id)).findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(Method::id).toList();
    }
}
