package dev.regatta.protocol.metric;

import java.util.Locale;

/** Which of a network's features are judged. */
public enum FeatureKind {
    /** The encoder's last maps, averaged over space. */
    POOLED("pooled features"),
    /** The unit vectors that the method trains on; controls have none. */
    EMBEDDING("embeddings");

    private final String words;

    FeatureKind(String words) {
        this.words = words;
    }

    /** As it ends a metric's name. */
    String suffix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    String words() {
        return words;
    }
}
