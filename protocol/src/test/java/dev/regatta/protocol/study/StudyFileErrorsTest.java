package dev.regatta.protocol.study;

import static dev.regatta.protocol.study.StudyFiles.errors;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A study file with errors is refused with each of them. */
class StudyFileErrorsTest {

    @Test
    void theWorkloadsKeysBelongTogether() {
        assertThat(errors("name: s\ntrials: 1\nfixed: {method: exec}\ndataset: {downsample: 2}"))
                .containsExactly(
                        "exec: exec is missing, must name the command where fixed.method is exec",
                        "dataset: dataset is given, must be left out where the study's own program trains");
        assertThat(errors("name: s\ntrials: 1\nexec: {command: [a]}"))
                .containsExactly("exec: exec is given, must be left out unless fixed.method is exec");
        assertThat(errors("name: s\ntrials: 1\nworkload: external\nexec: {command: [a]}\nfixed: {method: exec}"))
                .containsExactly("workload: workload is external, must be left out where fixed.method is exec");
        assertThat(errors("name: s\ntrials: 1\nexec: {command: [], time_limit_seconds: 0}\nfixed: {method: exec}"))
                .containsExactly(
                        "exec.time_limit_seconds: time_limit_seconds is 0, must be ≥ 1",
                        "exec.command: command has 0 entries, must have 1 to 1000");
        assertThat(errors("name: s\ntrials: 1\nworkload: external\nparameters: {1x: {type: int, low: 1, high: 2}}"
                        + "\nfixed: {seed: a, y: [1]}"))
                .containsExactly(
                        "parameters.1x: the parameter's name is \"1x\", must be at most 100 letters, digits,"
                                + " underscores, points and dashes, a letter first",
                        "fixed.seed: seed is \"a\", must be a whole number",
                        "fixed.y: y is [1], must be a number, a text or true/false");
    }

    @Test
    void everyErrorIsNamedAtOnce() {
        assertThat(errors("""
                name: No Good
                trails: 3
                seed: -1
                concurrency: 10001
                dataset: {name: imagenet, downsample: 3}
                parameters:
                  learning_rate: {type: float, low: 0.1, high: 0.01}
                  temprature: {type: float, low: 0, high: 1}
                  epochs: {type: float, low: 1, high: 2}
                fixed: {momentum: 3}
                enqueue: [{method: simclr}]
                """))
                .containsExactly(
                        "trails: there is no key trails here, did you mean trials?",
                        "name: name is \"No Good\", must be 1 to 63 lower-case letters, digits or inner dashes",
                        "seed: seed is -1, must be ≥ 0",
                        "trials: trials is missing",
                        "concurrency: concurrency is 10001, must be ≤ 10000",
                        "dataset.name: name is \"imagenet\", must be one of generated, generated-tabular,"
                                + " generated-series, cifar10, cifar100, idx, npy, csv, images, series",
                        "dataset.downsample: downsample is 3, must be one of 1, 2, 4, 8, 16",
                        "parameters.learning_rate.low: low is 0.1, must be ≤ high, which is 0.01",
                        "parameters.temprature: there is no hyperparameter temprature, did you mean temperature?",
                        "parameters.epochs.type: type is \"float\", must be int or categorical for epochs",
                        "fixed.momentum: momentum is 3.0, must be ≤ 0.9999",
                        "enqueue[0].method: method is \"simclr\", must be one of random-init, raw-pixels, id,"
                                + " idfd, concurl, deepcluster, deepcluster-v2, deepcluster-kd");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "trials: 0 | trials: trials is 0, must be ≥ 1",
                "trials: 100001 | trials: trials is 100001, must be ≤ 100000",
                "trials: 1.5 | trials: trials is 1.5, must be a whole number from 1 to 100000",
                "trials: many | trials: trials is \"many\", must be a whole number from 1 to 100000",
                "trials: 99999999999999999999 | trials: trials is 99999999999999999999,"
                        + " must be a whole number from 1 to 100000",
                "trials: 1\\nenqueue: [{}, {}] | enqueue: enqueue has 2 entries, must be ≤ trials, which is 1",
                "trials: 1\\nretries: 101 | retries: retries is 101, must be ≤ 100",
                "trials: 1\\ndataset: {name: csv} | dataset.train: train is missing",
                "trials: 1\\ndataset: {name: images, resize: 2000} | dataset.resize: resize is 2000, must be ≤ 1024",
                "trials: 1\\ndataset: {name: images, resiz: 2} | dataset.resiz: there is no key resiz here,"
                        + " did you mean resize?",
                "trials: 1\\ndataset: {name: series, train: a.csv, window: 1} | dataset.window: window is 1, must be ≥ 2",
                "trials: 1\\ndataset: {name: npy, train: [a]} | dataset.train: train is [\"a\"], must be a text",
                "trials: 1\\nfixed: [1] | fixed: fixed is [1], must be a mapping",
                "trials: 1\\nenqueue: {} | enqueue: enqueue is {}, must be a list",
                "trials: 1\\nenqueue: [4] | enqueue[0]: enqueue[0] is 4, must be a mapping",
                "trials: 1\\ndescription: [] | description: description is [], must be a text",
                "trials: 1\\nobjective: {direction: up} | objective.direction: direction is \"up\","
                        + " must be one of maximize, minimize",
                "trials: 1\\nobjective: {metric: 'a b'} | objective.metric: metric is \"a b\","
                        + " must be lower-case letters, digits and underscores",
                "trials: 1\\nobjectives: [] | objectives: objectives has 0 entries, must have 1 to 8",
                "trials: 1\\nobjective: {metric: a}\\nobjectives: [{metric: b}]"
                        + " | objectives: objectives cannot be beside objective",
                "trials: 1\\nobjectives: [{metric: a}, {metric: a}]"
                        + " | objectives[1].metric: metric is \"a\", which is an objective already",
                "trials: 1\\nobjectives: [{metric: a}, {metric: b}]\\nsampler: {type: tpe}"
                        + " | sampler.type: type is tpe, which takes one objective, must be one of nsga2, random, sobol, grid",
                "trials: 1\\nobjectives: [{metric: a}, {metric: b}]\\npruner: {type: median}"
                        + " | watch: watch is missing, which a pruner needs where there are several objectives",
                "trials: 1\\nobjectives: [{metric: a}, {metric: b}]\\nbudget: {target: 1}"
                        + " | budget.target: target cannot be used with several objectives",
                "trials: 1\\nconstraints: [A] | constraints: metric is \"A\","
                        + " must be lower-case letters, digits and underscores",
                "trials: 1\\nretry_on: [] | retry_on: retry_on has no entries, must have at least 1",
                "trials: 1\\nretry_on: [bad luck] | retry_on: retry_on has bad luck,"
                        + " must have some of infrastructure, out_of_memory, diverged, invalid",
                "trials: 1\\nwarm_start: [a]\\nsampler: {type: grid} | warm_start: warm_start needs a sampler that learns"
                        + " from it, such as tpe, cmaes, gp, nsga2, bohb; sampler.type is grid",
                "trials: 1\\nwarm_start: [A] | warm_start: warm_start has \"A\", which no study can be named",
                "trials: 1\\nsampler: {type: sobel} | sampler.type: type is \"sobel\", must be one of tpe, random, grid, sobol,"
                        + " cmaes, gp, nsga2, pbt, bohb",
                "trials: 1\\nfixed: {epochs: 2.0} | fixed.epochs: epochs is 2.0, must be a whole number",
                "trials: 1\\nfixed: {epochs: } | fixed.epochs: epochs is missing",
                "trials: 1\\nfixed: {epochs: 2, warmup_epochs: 3} | parameters: warmup_epochs is 3,"
                        + " must be ≤ epochs, which is 2",
                "trials: 1\\nparameters: {epochs: {type: int, low: 2, high: 9}}\\nfixed: {warmup_epochs: 3}"
                        + " | parameters: warmup_epochs is 3, must be ≤ epochs, which is 2",
                "trials: 1\\nenqueue: [{epochs: 2, warmup_epochs: 3}] | enqueue[0]: warmup_epochs is 3,"
                        + " must be ≤ epochs, which is 2",
                "trials: 1\\nparameters: {momentum: {type: float, low: 0, high: 0.9, log: true}}"
                        + " | parameters.momentum.low: low is 0.0, must be > 0 where log is true",
                "trials: 1\\nparameters: {momentum: {type: float, low: 0, high: 2}}"
                        + " | parameters.momentum.high: high is 2.0, must be ≤ 0.9999",
                "trials: 1\\nparameters: {momentum: {type: float, low: 0}}"
                        + " | parameters.momentum.high: high is missing",
                "trials: 1\\nparameters: {momentum: {type: float, low: 0, high: 0.5, choices: [1]}}"
                        + " | parameters.momentum.choices: there is no key choices here, did you mean high?",
                "trials: 1\\nparameters: {momentum: {type: categorical, choices: []}}"
                        + " | parameters.momentum.choices: choices is empty, must have at least 1 entry",
                "trials: 1\\nparameters: {momentum: {type: categorical, choices: [0.5, 0.5]}}"
                        + " | parameters.momentum.choices[1]: choices[1] is 0.5, which is there already",
                "trials: 1\\nparameters: {momentum: {low: 0}} | parameters.momentum.type: type is missing",
                "trials: 1\\nsampler: {type: grid, multivariate: true} | sampler.multivariate: there is no key"
                        + " multivariate here, did you mean type?",
                "trials: 1\\nsampler: {startup_trials: 0} | sampler.startup_trials: startup_trials is 0, must be ≥ 1",
                "trials: 1\\nsampler: {group: 1} | sampler.group: group is 1, must be true or false",
                "trials: 1\\nparameters: {width: {type: int, low: 1, high: 9, step: 0}}"
                        + " | parameters.width.step: step is 0, must be ≥ 1",
                "trials: 1\\nparameters: {momentum: {type: float, low: 0, high: 0.9, step: -1}}"
                        + " | parameters.momentum.step: step is -1.0, must be a number > 0",
                "trials: 1\\nparameters: {width: {type: int, low: 1, high: 9, log: true, step: 2}}"
                        + " | parameters.width.step: step is 2, must be absent where log is true",
                "trials: 1\\nparameters: {width: {type: int, low: 1, high: 9, when: {clusters: [2]}}}"
                        + " | parameters.width.when.clusters: there is no parameter clusters in parameters or fixed",
                "trials: 1\\nparameters: {width: {type: int, low: 1, high: 9, when: {width: 2}}}"
                        + " | parameters.width.when: width depends on itself through when",
                "trials: 1\\nparameters: {width: {type: int, low: 1, high: 9, when: {clusters: [2, 70]}},"
                        + " clusters: {type: int, low: 2, high: 60}} | parameters.width.when.clusters: clusters is"
                        + " never 70, must be one of its values",
                "trials: 1\\nparameters: {width: {type: int, low: 1, high: 9, when: {momentum: 0.5}},"
                        + " momentum: {type: float, low: 0, high: 0.9}} | parameters.width.when.momentum: momentum is a"
                        + " float, must be categorical or int to be depended on",
                "trials: 1\\nparameters: {width: {type: int, low: 1, high: 9, step: 9}}"
                        + " | parameters.width.step: step is 9, must be ≤ high − low, which is 8.0",
                "trials: 1\\nparameters: {momentum: {type: float, low: 0, high: 0.5, step: 0.6}}"
                        + " | parameters.momentum.step: step is 0.6, must be ≤ high − low, which is 0.5",
                "trials: 1\\nworkload: external\\nparameters: {x: {type: float, low: -1.7e+308, high: 1.7e+308}}"
                        + " | parameters.x.high: high is 1.7E308, must be ≤ low + 1.7976931348623157E308",
                "trials: 1\\nworkload: external\\nparameters: {x: {type: categorical, choices: [1, null]}}"
                        + " | parameters.x.choices[1]: choices[1] is null, must be a number, a text or true/false",
                "trials: 1\\nworkload: external\\nparameters: {x: {type: categorical, choices: [.nan]}}"
                        + " | parameters.x.choices[0]: x is NaN, must be a finite number",
                "trials: 1\\nparameters: {width: {type: [int], low: 1, high: 9}}"
                        + " | parameters.width.type: type is \"[\"int\"]\", must be int or categorical for width",
                "trials: 1\\nparameters: {momentum: {type: float, low: .nan, high: 0.5}}"
                        + " | parameters.momentum.low: low is NaN, must be a number",
                "trials: 1\\nparameters: {momentum: {type: float, low: 0, high: 0.5, step: -.inf}}"
                        + " | parameters.momentum.step: step is -Infinity, must be a number > 0",
                "trials: 1\\nparameters: {width: {type: int, low: 1, high: .INF}}"
                        + " | parameters.width.high: high is Infinity, must be a whole number",
                "trials: 1\\nbudget: {target: .nan} | budget.target: target is NaN, must be ≥ -1.7976931348623157E308",
                "trials: 1\\nparameters: {width: {type: int, low: 1, high: 9, when: {preset: small}}}"
                        + "\\nfixed: {preset: paper} | parameters.width.when.preset: preset is fixed at paper,"
                        + " must be one of [small]",
                "trials: 1\\nworkload: external\\nfixed: {x: .inf} | fixed.x: x is Infinity, must be a finite number",
                "trials: 1\\nworkload: external\\nparameters: {x: {type: float, low: 0, high: 1}}\\nenqueue: [{y: 1}]"
                        + " | enqueue[0].y: there is no parameter y in parameters or fixed",
                "trials: 1\\nparameters: {epochs: {type: int, low: 2, high: 3}}\\nfixed: {epochs: 2}"
                        + " | fixed.epochs: epochs is in parameters too, must be in one of the two"
            })
    void anErrorNamesItsPlaceTheValueAndTheBound(String body, String error) {
        assertThat(errors("name: s\n" + body.replace("\\n", "\n"))).containsExactly(error);
    }

    @Test
    void numbersThatAreNotFiniteAreNamedByTheirPlaceInJsonToo() {
        assertThat(errors("{\"name\": \"s\", \"trials\": 1, \"parameters\": {\"momentum\": {\"type\": \"float\","
                        + " \"low\": 0, \"high\": NaN}}}"))
                .containsExactly("parameters.momentum.high: high is NaN, must be a number");
    }

    @Test
    void whatNoMethodOfTheStudyUsesIsRefusedWhereItStands() {
        assertThat(errors("""
                name: s
                trials: 3
                parameters: {kd_alpha: {type: float, low: 0, high: 1}}
                fixed: {width: 4, projections: 8}
                enqueue: [{method: raw-pixels, epochs: 2}, {negatives: 9}]
                """))
                .containsExactly(
                        "parameters.kd_alpha: kd_alpha has no effect on deepcluster-v2, raw-pixels, must be left out;"
                                + " it is a parameter of deepcluster-kd",
                        "fixed.projections: projections has no effect on deepcluster-v2, raw-pixels, must be left out;"
                                + " it is a parameter of concurl",
                        "enqueue[0].epochs: epochs has no effect on raw-pixels, must be left out;"
                                + " it is a parameter of id, idfd, concurl, deepcluster, deepcluster-v2, deepcluster-kd",
                        "enqueue[1].negatives: negatives has no effect on deepcluster-v2, must be left out;"
                                + " it is a parameter of id, idfd, concurl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment", "- a list", "text", "[]"})
    void aFileThatIsNoMappingSaysSo(String text) {
        assertThat(errors(text)).containsExactly(": the study file must be a mapping of keys such as name and trials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name: [", "name: s\nname: t", "{\"name\": \"s\",}x", "name: s\n---\nname: t", "a: \tb: c"})
    void brokenSyntaxIsReportedWithItsLine(String text) {
        assertThat(errors(text)).singleElement().asString().matches("line \\d+, column \\d+: .+");
    }

    @Test
    void aliasesAreRefusedSoThatTheyCannotGrow() {
        assertThat(errors("name: &a s\ndescription: *a\n"))
                .singleElement()
                .asString()
                .contains("the alias *a cannot be used in a study file");
    }

    @Test
    void aHugeFileIsRefusedUnread() {
        assertThat(errors("#".repeat(1_000_001)))
                .containsExactly(": the study file has 1000001 characters, must have at most 1000000");
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(errors("a: " + "[".repeat(100_000))).hasSize(1);
    }

    @Test
    void aPrunersErrorsNamePathAndBound() {
        assertThat(errors("name: s\ntrials: 1\npruner: {type: asha, reduction_factor: 1}"))
                .containsExactly("pruner.reduction_factor: reduction_factor is 1, must be ≥ 2");
        assertThat(errors("name: s\ntrials: 1\npruner: {type: hyperband}"))
                .containsExactly(
                        "pruner.max_resource: max_resource is missing; give it, or the trials' epochs under fixed");
        assertThat(errors("name: s\ntrials: 1\npruner: {type: threshold, lower: 2, upper: 1}"))
                .containsExactly("pruner.lower: lower is 2.0, must be ≤ upper, which is 1.0");
        assertThat(errors("name: s\ntrials: 1\npruner: {type: median, patience: 1}"))
                .singleElement()
                .asString()
                .startsWith("pruner.patience: there is no key patience here");
        assertThat(
                        errors(
                                "name: s\ntrials: 1\npruner: {type: patient, patience: 1, wrapped: {type: asha, mode: promotion}}"))
                .singleElement()
                .asString()
                .startsWith("pruner.wrapped: ");
        assertThat(errors("name: s\ntrials: 1\nbudget: {wall_hours: -1}"))
                .containsExactly("budget.wall_hours: wall_hours is -1.0, must be ≥ 0.0");
    }
}
