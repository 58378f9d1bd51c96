package dev.regatta.protocol.study;

import dev.regatta.protocol.study.StudyFile.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a study file optimizes, and the sampler, which must be one for so many objectives. */
final class ObjectivesReader {

    /** Samplers that take several objectives; the default comes first. */
    static final List<String> SEVERAL = List.of("nsga2", "random", "sobol", "grid");

    private final Section root;
    private final List<Objective> objectives;
    private final List<String> constraints;
    private final SamplerSpec sampler;

    ObjectivesReader(Section root) {
        this.root = root;
        objectives = readObjectives();
        constraints = readConstraints();
        sampler = readSampler();
    }

    List<Objective> objectives() {
        return objectives;
    }

    List<String> constraints() {
        return constraints;
    }

    SamplerSpec sampler() {
        return sampler;
    }

    /** By which metric the pruner judges: with several objectives a user must say so. */
    Objective watch(PrunerSpec pruner) {
        if (root.value("watch").isPresent()) {
            return objective(root.section("watch"));
        }
        if (objectives.size() > 1 && !(pruner instanceof PrunerSpec.None)) {
            root.error("watch", "watch is missing, which a pruner needs where there are several objectives");
        }
        return objectives.get(0);
    }

    private List<Objective> readObjectives() {
        if (root.value("objectives").isEmpty()) {
            return List.of(objective(root.section("objective")));
        }
        if (root.value("objective").isPresent()) {
            root.error("objectives", "objectives cannot be beside objective");
        }
        List<Objective> several = new ArrayList<>();
        for (Section section : root.sections("objectives")) {
            Objective next = objective(section);
            if (several.stream().anyMatch(known -> known.metric().equals(next.metric()))) {
                section.error("metric", "metric is \"" + next.metric() + "\", which is an objective already");
            }
            several.add(next);
        }
        if (several.isEmpty() || several.size() > Bounds.MAX_OBJECTIVES) {
            root.error(
                    "objectives",
                    "objectives has " + several.size() + " entries, must have 1 to " + Bounds.MAX_OBJECTIVES);
        }
        return several.isEmpty() ? List.of(objective(root.section("objective"))) : several;
    }

    private List<String> readConstraints() {
        List<String> metrics = root.texts("constraints", Bounds.MAX_OBJECTIVES);
        metrics.stream()
                .filter(metric -> !Bounds.METRIC.matcher(metric).matches())
                .forEach(metric -> root.error("constraints", notAMetric(metric)));
        return metrics;
    }

    private SamplerSpec readSampler() {
        boolean several = objectives.size() > 1;
        if (several && root.value("sampler").isEmpty()) {
            return new SamplerSpec(SEVERAL.get(0));
        }
        SamplerSpec named = SamplerReader.read(root.section("sampler"));
        if (several && !SEVERAL.contains(named.type())) {
            root.section("sampler")
                    .error(
                            "type",
                            "type is " + named.type() + ", which takes one objective, must be one of "
                                    + String.join(", ", SEVERAL));
        }
        return named;
    }

    private static String notAMetric(String metric) {
        return "metric is \"" + metric + "\", must be lower-case letters, digits and underscores";
    }

    private static Objective objective(Section section) {
        section.allow(List.of("metric", "direction"));
        String metric = section.text("metric", 100).orElse(Bounds.DEFAULT_METRIC);
        if (!Bounds.METRIC.matcher(metric).matches()) {
            section.error("metric", notAMetric(metric));
        }
        String direction = section.choice("direction", Bounds.DIRECTIONS).toUpperCase(Locale.ROOT);
        return new Objective(
                metric, direction.equals("MINIMIZE") ? Objective.Direction.MINIMIZE : Objective.Direction.MAXIMIZE);
    }
}
