package dev.regatta.protocol.study;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.study.StudyFile.Bounds;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The keys of a study file, one after the other. Errors go to the section it reads from. */
final class StudySpecReader {
    static final List<String> KEYS = List.of(
            "name",
            "description",
            "seed",
            "objective",
            "sampler",
            "trials",
            "concurrency",
            "retries",
            "workload",
            "exec",
            "dataset",
            "parameters",
            "fixed",
            "enqueue",
            "pruner",
            "watch",
            "budget");

    private final String name;
    private final Optional<String> description;
    private final long seed;
    private final Objective objective;
    private final SamplerSpec sampler;
    private final int trials;
    private final int concurrency;
    private final int retries;
    private final Workload workload;
    private final DatasetSpec dataset;
    private final Map<String, Range> parameters;
    private final Parameters fixed;
    private final List<Parameters> enqueue;
    private final PrunerSpec pruner;
    private final Objective watch;
    private final Budget budget;

    StudySpecReader(Section root) {
        root.allow(KEYS);
        name = name(root);
        description = root.text("description", Bounds.DESCRIPTION_CHARACTERS);
        seed = root.whole("seed", 0, Long.MAX_VALUE).orElse(0L);
        objective = objective(root.section("objective"));
        sampler = SamplerReader.read(root.section("sampler"));
        root.required("trials");
        trials = root.whole("trials", 1, Bounds.MAX_TRIALS, 1);
        concurrency = root.whole("concurrency", 1, Bounds.MAX_CONCURRENCY, Bounds.DEFAULT_CONCURRENCY);
        retries = root.whole("retries", 0, Bounds.MAX_RETRIES, Bounds.DEFAULT_RETRIES);
        workload = WorkloadReader.read(root);
        dataset = DatasetReader.read(root.section("dataset"));
        SpaceReader space = new SpaceReader(root, new ParameterNames(workload.freeParameters()));
        parameters = space.parameters();
        fixed = space.fixed();
        enqueue = space.enqueue();
        pruner = PrunerReader.read(root.section("pruner"), epochs(fixed));
        watch = root.value("watch").isPresent() ? objective(root.section("watch")) : objective;
        budget = Budget.read(root.section("budget"));
        if (enqueue.size() > trials) {
            root.error("enqueue", "enqueue has " + enqueue.size() + " entries, must be ≤ trials, which is " + trials);
        }
    }

    /** To be asked for only if there were no errors. */
    StudySpec spec() {
        return new StudySpec(
                new StudyId(name),
                description,
                seed,
                objective,
                sampler,
                trials,
                concurrency,
                retries,
                workload,
                dataset,
                parameters,
                fixed,
                enqueue,
                pruner,
                watch,
                budget);
    }

    private static Optional<Long> epochs(Parameters fixed) {
        return fixed.get("epochs").filter(Long.class::isInstance).map(Long.class::cast);
    }

    private static String name(Section root) {
        String name = root.required("name").map(value -> value.asText()).orElse("");
        if (root.value("name").isPresent() && !StudyId.isValid(name)) {
            root.error("name", "name is \"" + name + "\", must be 1 to 63 lower-case letters, digits or inner dashes");
        }
        return name;
    }

    private static Objective objective(Section section) {
        section.allow(List.of("metric", "direction"));
        String metric = section.text("metric", 100).orElse(Bounds.DEFAULT_METRIC);
        if (!Bounds.METRIC.matcher(metric).matches()) {
            section.error("metric", "metric is \"" + metric + "\", must be lower-case letters, digits and underscores");
        }
        String direction = section.choice("direction", Bounds.DIRECTIONS).toUpperCase(Locale.ROOT);
        return new Objective(
                metric, direction.equals("MINIMIZE") ? Objective.Direction.MINIMIZE : Objective.Direction.MAXIMIZE);
    }
}
