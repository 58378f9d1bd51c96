package dev.regatta.protocol.method;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The methods a worker can train. A new method is a constant here and its case in the worker's method factory. */
public enum Method {
    RANDOM_INIT("random-init", "the untrained encoder, as a control"),
    DEEPCLUSTER_V2("deepcluster-v2", "clusters its own embeddings and predicts the clusters"),
    DEEPCLUSTER_KD("deepcluster-kd", "deepcluster-v2 with self-distillation into three branches");

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

    public static Optional<Method> of(String id) {
        return Arrays.stream(values()).filter(method -> method.id.equals(id)).findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(Method::id).toList();
    }
}
