package dev.regatta.coordinator.placement;

import java.util.Map;

/**
 * Workers that take their work from one topic.
 *
 * @param labels what each of them says of itself
 * @param free attempts that may be handed to them now
 */
public record Pool(String name, Map<String, String> labels, int free) {
    public Pool {
        labels = Map.copyOf(labels);
    }

    Pool minusOne() {
        return new Pool(name, labels, free - 1);
    }
}
