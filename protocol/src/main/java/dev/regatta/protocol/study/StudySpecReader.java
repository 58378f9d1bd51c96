package dev.regatta.protocol.study;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.event.FailureKind;
import dev.regatta.protocol.study.StudyFile.Bounds;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of a study file, one after the other. Errors go to the section it reads from. */
final class StudySpecReader {
    static final List<String> KEYS = List.of(
            "name",
            "description",
            "seed",
            "objective",
            "objectives",
            "constraints",
            "sampler",
            "trials",
            "concurrency",
            "retries",
            "requires",
            "priority",
            "owner",
            "retry_on",
            "workload",
            "exec",
            "dataset",
            "parameters",
            "fixed",
            "enqueue",
            "warm_start",
            "pruner",
            "watch",
            "budget",
            "checkpoints");

    /** As they are written in a study file. */
    static final List<String> RETRY_KINDS = Stream.of(FailureKind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();

    private final String name;
    private final Optional<String> description;
    private final long seed;
    private final List<Objective> objectives;
    private final List<String> constraints;
    private final SamplerSpec sampler;
    private final int trials;
    private final int concurrency;
    private final int retries;
    private final List<FailureKind> retryOn;
    private final Workload workload;
    private final DatasetSpec dataset;
    private final Map<String, Range> parameters;
    private final Parameters fixed;
    private final List<Parameters> enqueue;
    private final List<StudyId> warmStart;
    private final PrunerSpec pruner;
    private final Objective watch;
    private final Budget budget;
    private final Optional<Placement> placement;
    private final Optional<Retention> checkpoints;

    StudySpecReader(Section root) {
        root.allow(KEYS);
        name = name(root);
        description = root.text("description", Bounds.DESCRIPTION_CHARACTERS);
        seed = root.whole("seed", 0, Long.MAX_VALUE).orElse(0L);
        ObjectivesReader goals = new ObjectivesReader(root);
        objectives = goals.objectives();
        constraints = goals.constraints();
        sampler = goals.sampler();
        root.required("trials");
        trials = root.whole("trials", 1, Bounds.MAX_TRIALS, 1);
        concurrency = root.whole("concurrency", 1, Bounds.MAX_CONCURRENCY, Bounds.DEFAULT_CONCURRENCY);
        retries = root.whole("retries", 0, Bounds.MAX_RETRIES, Bounds.DEFAULT_RETRIES);
        retryOn = retryOn(root);
        workload = WorkloadReader.read(root);
        dataset = DatasetReader.read(root.section("dataset"));
        SpaceReader space = new SpaceReader(root, new ParameterNames(workload.freeParameters()));
        parameters = space.parameters();
        fixed = space.fixed();
        enqueue = space.enqueue();
        warmStart = warmStart(root);
        if (!warmStart.isEmpty() && !SamplerCatalogue.LEARNING.contains(sampler.type())) {
            root.error(
                    "warm_start",
                    "warm_start needs a sampler that learns from it, such as "
                            + String.join(", ", SamplerCatalogue.LEARNING) + "; sampler.type is " + sampler.type());
        }
        pruner = PrunerReader.read(root.section("pruner"), epochs(fixed));
        watch = goals.watch(pruner);
        budget = Budget.read(root.section("budget"));
        placement = PlacementReader.read(root);
        checkpoints = Retention.read(root.section("checkpoints"));
        if (budget.target().isPresent() && objectives.size() > 1) {
            root.section("budget").error("target", "target cannot be used with several objectives");
        }
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
                objectives.get(0),
                objectives,
                constraints,
                sampler,
                trials,
                concurrency,
                retries,
                retryOn,
                workload,
                dataset,
                parameters,
                fixed,
                enqueue,
                warmStart,
                pruner,
                watch,
                budget,
                placement,
                checkpoints);
    }

    static Optional<Long> epochs(Parameters fixed) {
        return fixed.get("epochs").filter(Long.class::isInstance).map(Long.class::cast);
    }

    private static String name(Section root) {
        String name = root.required("name").map(value -> value.asText()).orElse("");
        if (root.value("name").isPresent() && !StudyId.isValid(name)) {
            root.error("name", "name is \"" + name + "\", must be 1 to 63 lower-case letters, digits or inner dashes");
        }
        return name;
    }

    private static List<FailureKind> retryOn(Section root) {
        List<String> names = root.names("retry_on", RETRY_KINDS, 1, RETRY_KINDS.size());
        return names.isEmpty()
                ? FailureKind.RETRIED
                : names.stream()
                        .map(name -> FailureKind.valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList();
    }

    private static List<StudyId> warmStart(Section root) {
        List<String> names = root.texts("warm_start", Bounds.MAX_WARM_START);
        names.stream()
                .filter(study -> !StudyId.isValid(study))
                .forEach(study ->
                        root.error("warm_start", "warm_start has \"" + study + "\", which no study can be named"));
        return names.stream().filter(StudyId::isValid).map(StudyId::new).toList();
    }
}
