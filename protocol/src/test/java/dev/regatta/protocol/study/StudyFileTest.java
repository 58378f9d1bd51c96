package dev.regatta.protocol.study;

import static dev.regatta.protocol.study.StudyFiles.errors;
import static dev.regatta.protocol.study.StudyFiles.valid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.event.FailureKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is read from a study file that is in order. */
class StudyFileTest {

    @Test
    void nameAndTrialsAreEnough() {
        assertThat(valid("name: first\ntrials: 3\n"))
                .isEqualTo(new StudySpec(
                        new StudyId("first"),
                        Optional.empty(),
                        0,
                        new Objective("validation_linear_accuracy", Objective.Direction.MAXIMIZE),
                        new SamplerSpec("tpe"),
                        3,
                        4,
                        2,
                        new Workload.Train(),
                        new DatasetSpec("generated", Optional.empty(), Optional.empty(), Optional.empty(), 1),
                        Map.of(),
                        Parameters.NONE,
                        List.of()));
    }

    @Test
    void everyKeyIsRead() {
        StudySpec spec = valid("""
                name: full
                description: All of it
                seed: 7
                objective: {metric: linear_accuracy, direction: minimize}
                sampler: {type: random}
                trials: 9
                concurrency: 2
                retries: 0
                dataset: {name: cifar10, directory: /data, limit: 5000, test_limit: 1000, downsample: 2}
                parameters:
                  method: {type: categorical, choices: [deepcluster-v2, deepcluster-kd]}
                  learning_rate: {type: float, low: 1e-3, high: 1.0e-1, log: true}
                  width: {type: int, low: 4, high: 16}
                fixed: {epochs: 12, probe_standardize: true, temperature: 1}
                enqueue:
                  - method: random-init
                  - {method: deepcluster-v2, epochs: 3}
                """);

        assertThat(spec.parameters())
                .containsExactly(
                        Map.entry("method", new Range.Categorical(List.of("deepcluster-v2", "deepcluster-kd"))),
                        Map.entry("learning_rate", new Range.FloatRange(0.001, 0.1, true)),
                        Map.entry("width", new Range.IntRange(4, 16, false)));
        assertThat(spec.fixed().values())
                .containsExactly(
                        Map.entry("epochs", 12L), Map.entry("probe_standardize", true), Map.entry("temperature", 1.0));
        assertThat(spec.enqueue())
                .containsExactly(
                        new Parameters(Map.of("method", "random-init")),
                        new Parameters(Map.of("method", "deepcluster-v2", "epochs", 3L)));
        assertThat(spec.dataset())
                .isEqualTo(new DatasetSpec("cifar10", Optional.of("/data"), Optional.of(5000), Optional.of(1000), 2));
        assertThat(spec.objective()).isEqualTo(new Objective("linear_accuracy", Objective.Direction.MINIMIZE));
        assertThat(spec.description()).contains("All of it");
        assertThat(List.of(spec.seed(), spec.trials(), spec.concurrency(), spec.retries()))
                .isEqualTo(List.of(7L, 9, 2, 0));
    }

    @Test
    void aStudySaysWhichWorkersItNeedsAndWhoseItIs() {
        StudySpec spec = valid("""
                name: placed
                trials: 3
                requires: {pool: spot, labels: {gpu: h100}}
                priority: 5
                owner: vision
                """);
        assertThat(spec.placed())
                .isEqualTo(new Placement(Optional.of("spot"), Map.of("gpu", "h100"), 5, Optional.of("vision")));
        assertThat(errors("name: placed\ntrials: 3\nrequires: {pool: Spot!}\npriority: 101\n"))
                .containsExactlyInAnyOrder(
                        "requires.pool: pool is \"Spot!\", must be 1 to 40 lower-case letters, digits or inner dashes",
                        "priority: priority is 101, must be ≤ 100");
    }

    @Test
    void severalObjectivesHaveConstraintsAndASamplerForThem() {
        StudySpec spec = valid("""
                name: several
                trials: 9
                objectives:
                  - {metric: loss, direction: minimize}
                  - {metric: speed, direction: maximize}
                constraints: [memory_over]
                retry_on: [diverged, INFRASTRUCTURE]
                budget: {no_improvement: 5}
                """);

        assertThat(spec.objectives())
                .containsExactly(
                        new Objective("loss", Objective.Direction.MINIMIZE),
                        new Objective("speed", Objective.Direction.MAXIMIZE));
        assertThat(spec.objective()).isEqualTo(spec.objectives().get(0));
        assertThat(spec.watch()).isEqualTo(spec.objective());
        assertThat(spec.constraints()).containsExactly("memory_over");
        assertThat(spec.sampler()).isEqualTo(new SamplerSpec("nsga2"));
        assertThat(spec.retryOn()).containsExactly(FailureKind.DIVERGED, FailureKind.INFRASTRUCTURE);
    }

    @Test
    void aJournalOfBeforeThereWereSeveralObjectivesIsRead() {
        StudySpec spec = valid("name: old\ntrials: 3\n");
        ObjectNode json = (ObjectNode) Json.mapper().valueToTree(spec);
        json.remove(List.of("objectives", "constraints", "retry_on", "warm_start"));

        assertThat(Json.read(json.toString(), StudySpec.class)).isEqualTo(spec);
    }

    @Test
    void aStudyOfAnExternalProgramNamesParametersOfItsOwn() {
        StudySpec spec = valid("""
                name: own
                trials: 2
                workload: external
                objective: {metric: loss, direction: minimize}
                parameters:
                  x.1: {type: float, low: -5, high: 10}
                  Layers: {type: int, low: -3, high: 6}
                  shape: {type: categorical, choices: [round, 3, true]}
                fixed: {note: hello}
                enqueue: [{x.1: 1, shape: 3}]
                """);

        assertThat(spec.workload()).isEqualTo(new Workload.External());
        assertThat(spec.parameters())
                .containsExactly(
                        Map.entry("x.1", new Range.FloatRange(-5, 10, false)),
                        Map.entry("Layers", new Range.IntRange(-3, 6, false)),
                        Map.entry("shape", new Range.Categorical(List.of("round", 3L, true))));
        assertThat(spec.fixed().values()).containsExactly(Map.entry("note", "hello"));
        assertThat(spec.enqueue()).containsExactly(new Parameters(Map.of("x.1", 1.0, "shape", 3L)));
    }

    @Test
    void aStudyThatRunsAProgramNamesItsCommand() {
        StudySpec spec = valid("""
                name: program
                trials: 2
                exec: {command: [python3, train.py, 7], time_limit_seconds: 60}
                fixed: {method: exec, rate: 0.5}
                """);

        assertThat(spec.workload()).isEqualTo(new Workload.Exec(List.of("python3", "train.py", "7"), 60));
        assertThat(spec.fixed().values()).containsEntry("method", "exec").containsEntry("rate", 0.5);
    }

    @Test
    void stepsConditionsAndSamplerOptionsAreRead() {
        StudySpec spec = valid("""
                name: conditional
                trials: 1
                sampler: {type: cmaes, sigma: 1, population: 6}
                parameters:
                  method: {type: categorical, choices: [deepcluster-v2, deepcluster-kd]}
                  kd_reduction: {type: categorical, choices: [mean, sum], when: {method: deepcluster-kd}}
                  kd_alpha: {type: float, low: 0, high: 1, step: 1e-1, when: {kd_reduction: [mean]}}
                  width: {type: int, low: 4, high: 17, step: 4}
                """);

        assertThat(spec.parameters().values())
                .containsExactly(
                        new Range.Categorical(List.of("deepcluster-v2", "deepcluster-kd")),
                        new Range.Categorical(List.of("mean", "sum"), when("method", "deepcluster-kd")),
                        new Range.FloatRange(0, 1, false, Optional.of(0.1), when("kd_reduction", "mean")),
                        new Range.IntRange(4, 17, false, Optional.of(4L), Optional.empty()));
        assertThat(spec.sampler().number("sigma")).isEqualTo(1.0);
        assertThat(spec.sampler().whole("population")).isEqualTo(6);
    }

    private static Optional<Condition> when(String parent, Object value) {
        return Optional.of(new Condition(Map.of(parent, List.of(value))));
    }

    @Test
    void jsonIndentedByTabsIsReadToo() {
        assertThat(valid("{\n\t\"name\": \"json\",\n\t\"trials\": 1\n}").name()).isEqualTo(new StudyId("json"));
    }

    @Test
    void keysOfTheDataSetAreReadAndTheOthersHaveTheirDefaults() {
        DatasetSpec dataset = valid("""
                name: s
                trials: 1
                dataset: {name: csv, directory: /data, train: a.tsv, label_column: 3, header: false, missing: mean}
                """).dataset();

        assertThat(dataset.options().values())
                .containsExactly(
                        Map.entry("train", "a.tsv"),
                        Map.entry("label_column", "3"),
                        Map.entry("header", false),
                        Map.entry("missing", "mean"));
        assertThat(dataset.textIfSet("test")).isEmpty();
        assertThat(dataset.number("test_fraction")).isEqualTo(0.2);
        assertThat(dataset.seed("split_seed")).isZero();
    }

    @Test
    void whatOneOfTheStudysMethodsUsesIsInOrder() {
        assertThat(valid("""
                name: s
                trials: 3
                parameters:
                  method: {type: categorical, choices: [id, deepcluster-kd]}
                  kd_alpha: {type: float, low: 0, high: 1}
                fixed: {projections: 8}
                enqueue: [{method: concurl}]
                """).fixed().values()).containsEntry("projections", 8L);
    }

    @Test
    void aPrunersSettingsAreReadWithTheirDefaults() {
        StudySpec spec = valid("""
                name: s
                trials: 1
                fixed: {epochs: 9}
                pruner: {type: asha, mode: promotion}
                watch: {metric: loss, direction: minimize}
                budget: {wall_hours: 2, no_improvement: 5}
                """);
        assertThat(spec.pruner()).isEqualTo(new PrunerSpec.Asha(PrunerSpec.Mode.PROMOTION, 1, Optional.of(9L), 3, 0));
        assertThat(spec.watch()).isEqualTo(new Objective("loss", Objective.Direction.MINIMIZE));
        assertThat(spec.budget())
                .isEqualTo(new Budget(Optional.of(2.0), Optional.empty(), Optional.empty(), Optional.of(5)));
    }

    @Test
    void checkpointsThatAreKeptAreTheUsualOnesUnlessTheFileSaysOtherwise() {
        assertThat(valid("name: s\ntrials: 1").retention()).isEqualTo(new Retention(2, 1, false));
        assertThat(valid("name: s\ntrials: 1\ncheckpoints: {last: 3, best: 5, rungs: true}")
                        .retention())
                .isEqualTo(new Retention(3, 5, true));
    }

    @Test
    void costIsBoundedByAPriceBesideIt() {
        Budget budget = valid("name: s\ntrials: 1\nbudget: {cost: 10, price_per_device_hour: 2.5, device_hours: 6}")
                .budget();
        assertThat(budget.deviceHoursInAll()).contains(4.0);
    }
}
