package dev.regatta.deploy.simulation;

import dev.regatta.protocol.study.DatasetSpec;
import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.PrunerSpec;
import dev.regatta.protocol.study.Range;
import dev.regatta.protocol.study.SamplerSpec;
import dev.regatta.protocol.study.StudySpec;
import dev.regatta.protocol.study.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The study of a schedule: by turns without a pruner, with one that ends trials, and with one that pauses them. */
final class SimulatedStudy {
    private static final int RETRIES = 2;

    private SimulatedStudy() {}

    static StudySpec of(Plan plan) {
        StudySpec study = new StudySpec(
                World.STUDY,
                Optional.empty(),
                plan.seed(),
                new Objective(ChainTrainer.METRIC, Objective.Direction.MAXIMIZE),
                new SamplerSpec("random"),
                plan.trials(),
                plan.concurrency(),
                RETRIES,
                new Workload.Train(),
                new DatasetSpec("generated", Optional.empty(), Optional.empty(), Optional.empty(), 1),
                Map.of("learning_rate", new Range.FloatRange(0.001, 0.1, true)),
                new Parameters(Map.of("epochs", (long) ChainTrainer.EPOCHS)),
                List.of());
        return study.with(pruner(plan.seed()));
    }

    private static PrunerSpec pruner(long seed) {
        return switch (Math.floorMod(seed, 3)) {
            case 1 -> new PrunerSpec.Asha(PrunerSpec.Mode.STOPPING, 1, Optional.of(3L), 2, 0);
            case 2 -> new PrunerSpec.Asha(PrunerSpec.Mode.PROMOTION, 1, Optional.of(3L), 2, 0);
            default -> new PrunerSpec.None();
        };
    }
}
