package dev.regatta.protocol.method;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Named sets of defaults for every hyperparameter, each method having its own. */
public enum Preset {
    /** The settings that the method's paper published, at ResNet-18's full width. Days on a CPU. */
    PAPER("paper"),
    /** Sized for a laptop: a quarter of the width, a few epochs, and the temperature that works at that size. */
    SMALL("small");

    /** The preset of a trial that names none. */
    public static final Preset DEFAULT = SMALL;

    private final String id;

    Preset(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    public static Optional<Preset> of(String id) {
        return Arrays.stream(values()).filter(preset -> preset.id.equals(id)).findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(Preset::id).toList();
    }
}
