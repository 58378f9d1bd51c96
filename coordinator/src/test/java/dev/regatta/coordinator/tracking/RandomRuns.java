package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.model.Batch;
import dev.regatta.coordinator.tracking.model.DatasetInput;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.Param;
import dev.regatta.coordinator.tracking.model.RunStatus;
import dev.regatta.coordinator.tracking.model.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Runs with few distinct values, so that conditions hit and orders tie; some lack what others have. */
final class RandomRuns {

    static final List<String> KEYS = List.of("a", "a/b c", "mlflow.x");
    static final List<String> TEXTS = List.of("x", "X", "xy", "100%", "a_b", "a!b", "it's", "\\", "");
    static final List<String> NUMBERS = List.of("0", "1", "-1.5", "2e3", "Infinity", "-Infinity");

    static final List<String> CONTEXTS = List.of("training", "evaluation");

    private RandomRuns() {}

    /** @param experiments those that the runs belong to */
    static void fill(RunService runs, List<Long> experiments, Random random) {
        for (int i = 0; i < 40; i++) {
            NewRun request = new NewRun(
                    pick(experiments, random),
                    Optional.of("run " + random.nextInt(5)),
                    random.nextBoolean() ? "ada" : "Bob",
                    OptionalLong.of(random.nextInt(4)),
                    List.of());
            String run = runs.create(request).info().runId();
            runs.log(run, batch(random));
            if (random.nextInt(3) == 0) {
                runs.logInputs(run, List.of(input(random)));
            }
            if (random.nextInt(3) == 0) {
                OptionalLong end = OptionalLong.of(random.nextInt(4));
                runs.update(run, new RunChange(Optional.of(RunStatus.FINISHED), end, Optional.empty()));
            }
            if (random.nextInt(6) == 0) {
                runs.resume(run, 1);
            }
            if (random.nextInt(10) == 0) {
                runs.delete(run);
            }
        }
    }

    private static Batch batch(Random random) {
        List<Metric> metrics = new ArrayList<>();
        List<Param> params = new ArrayList<>();
        List<Tag> tags = new ArrayList<>();
        for (String key : KEYS) {
            if (random.nextInt(4) > 0) {
                metrics.add(new Metric(key, number(random), 0, random.nextInt(3)));
                metrics.add(new Metric(key, number(random), 0, random.nextInt(3)));
            }
            if (random.nextInt(4) > 0) {
                params.add(new Param(key, pick(TEXTS, random)));
            }
            if (random.nextInt(4) > 0) {
                tags.add(new Tag(key, pick(TEXTS, random)));
            }
        }
        return new Batch(metrics, params, tags);
    }

    /** One at most for each run, as the reference looks at one. */
    private static DatasetInput input(Random random) {
        List<Tag> tags =
                random.nextBoolean() ? List.of(new Tag(DatasetInput.CONTEXT, pick(CONTEXTS, random))) : List.of();
        return new DatasetInput(
                pick(TEXTS.subList(0, 8), random),
                "d" + random.nextInt(2),
                "local",
                "file",
                Optional.empty(),
                Optional.empty(),
                tags);
    }

    private static double number(Random random) {
        return random.nextInt(6) == 0 ? Double.NaN : Double.parseDouble(pick(NUMBERS, random));
    }

    static <T> T pick(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
