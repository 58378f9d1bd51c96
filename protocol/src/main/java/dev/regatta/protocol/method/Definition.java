package dev.regatta.protocol.method;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A hyperparameter while the catalogue writes it down. Unless more is said, every method uses it, with one default. */
final class Definition {
    private final String name;
    private final String description;
    private final Domain domain;
    private final Map<Preset, Object> defaults;
    private final Map<Method, Map<Preset, Object>> own = new EnumMap<>(Method.class);
    private Set<Method> methods = EnumSet.allOf(Method.class);

    Definition(String name, String description, Domain domain, Map<Preset, Object> defaults) {
        this.name = name;
        this.description = description;
        this.domain = domain;
        this.defaults = defaults;
    }

    static Definition floats(String name, String description, double low, double high, double paper, double small) {
        return new Definition(name, description, new Domain.Floats(low, high), both(paper, small));
    }

    static Definition ints(String name, String description, long low, long high, long paper, long small) {
        return new Definition(name, description, new Domain.Ints(low, high), both(paper, small));
    }

    static Definition flag(String name, String description, boolean value) {
        return new Definition(name, description, new Domain.Flag(), both(value, value));
    }

    /** One of the choices; the first is the default. */
    static Definition choice(String name, String description, String... choices) {
        List<String> names = Arrays.asList(choices);
        return new Definition(name, description, new Domain.OneOf(names), both(names.get(0), names.get(0)));
    }

    /** Whole numbers with commas between them; {@link Domain.Counts#AUTO} is the default. */
    static Definition counts(String name, String description, int low, int high, int most) {
        Map<Preset, Object> defaults = both(Domain.Counts.AUTO, Domain.Counts.AUTO);
        return new Definition(name, description, new Domain.Counts(low, high, most), defaults);
    }

    /** Says which methods use it. */
    Definition of(Set<Method> users) {
        methods = users;
        return this;
    }

    /** Gives one method defaults of its own. */
    Definition in(Method method, Object paper, Object small) {
        own.put(method, both(paper, small));
        return this;
    }

    Hyperparameter hyperparameter() {
        return new Hyperparameter(name, description, domain, methods, defaults, own);
    }

    private static Map<Preset, Object> both(Object paper, Object small) {
        return Map.of(Preset.PAPER, paper, Preset.SMALL, small);
    }
}
