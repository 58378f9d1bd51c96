package dev.regatta.protocol.study;

import dev.regatta.protocol.fleet.PoolName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code requires}, {@code priority} and {@code owner}. */
final class PlacementReader {
    private static final int HIGHEST_PRIORITY = 100;
    private static final int NAME_CHARACTERS = 63;

    private PlacementReader() {}

    /** Empty where the file says nothing of it. */
    static Optional<Placement> read(Section root) {
        Section requires = root.section("requires");
        requires.allow(java.util.List.of("pool", "labels"));
        Placement placement = new Placement(
                pool(requires),
                labels(requires.section("labels")),
                root.whole("priority", -HIGHEST_PRIORITY, HIGHEST_PRIORITY, 0),
                root.text("owner", NAME_CHARACTERS));
        return placement.equals(Placement.ANY) ? Optional.empty() : Optional.of(placement);
    }

    private static Optional<String> pool(Section requires) {
        Optional<String> pool = requires.text("pool", NAME_CHARACTERS);
        pool.filter(name -> !PoolName.isValid(name))
                .ifPresent(name -> requires.error("pool", "pool is \"" + name + "\", must be " + PoolName.RULE));
        return pool;
    }

    private static Map<String, String> labels(Section section) {
        Map<String, String> labels = new HashMap<>();
        for (String key : section.keys()) {
            section.text(key, NAME_CHARACTERS).ifPresent(value -> labels.put(key, value));
        }
        return labels;
    }
}
