package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import dev.regatta.worker.loss.CrossEntropy;
import dev.regatta.worker.loss.Distillation;
import dev.regatta.worker.model.Branch;
import dev.regatta.worker.model.Encoder;
import dev.regatta.worker.model.Projector;
import dev.regatta.worker.model.Prototypes;
import dev.regatta.worker.model.Scaling;
import dev.regatta.worker.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Branches after the first three stages that learn from the cluster labels and from the deepest classifier. Each has a
 * projector of its own and a copy of the teacher's prototypes.
 */
final class SelfDistillation {
    private record Exit(Branch branch, Projector projector, Prototypes prototypes) {}

    private final ClusterSettings.Distilling settings;
    private final List<Exit> exits = new ArrayList<>();

    SelfDistillation(Weights weights, Encoder encoder, ClusterSettings settings) {
        this.settings = settings.distilling();
        int features = encoder.featureSize();
        for (int i = 0; i < Encoder.STAGES - 1; i++) {
            String name = "branch" + (i + 1);
            exits.add(new Exit(
                    encoder.branch(weights, name, i),
                    new Projector(
                            weights, name + ".projector", features, settings.projectorHidden(), settings.embedding()),
                    new Prototypes(
                            weights,
                            name + ".prototypes",
                            settings.clusters(),
                            settings.embedding(),
                            settings.temperature())));
        }
    }

    /** Σ over branches of (1−α)·CE + α·KL + λ·hint. */
    NDArray loss(Encoder.Features features, NDArray teacherLogits, int[] targets) {
        List<NDArray> terms = new ArrayList<>();
        for (int i = 0; i < exits.size(); i++) {
            Exit exit = exits.get(i);
            NDArray pooled =
                    exit.branch().apply(features.shallow().get(i), true).pooled(); // [B, D]
            NDArray logits = exit.prototypes().logits(exit.projector().apply(pooled, true)); // [B, K]
            NDArray labels = CrossEntropy.mean(logits, targets);
            NDArray softLabels =
                    Distillation.softLabels(teacherLogits, logits, settings.temperature(), settings.softLabels());
            NDArray hint = Distillation.hint(features.pooled(), pooled, settings.hint());
            terms.add(Scaling.times(labels, 1 - settings.alpha()));
            terms.add(Scaling.times(softLabels, settings.alpha()));
            terms.add(Scaling.times(hint, settings.lambda()));
        }
        return terms.stream().reduce(NDArray::add).orElseThrow();
    }

    /** Gives every branch the teacher's centroids, [K, E]. */
    void assign(float[] centroids) {
        exits.forEach(exit -> exit.prototypes().assign(centroids));
    }

    Set<String> prototypeNames() {
        return exits.stream().map(exit -> exit.prototypes().name()).collect(Collectors.toUnmodifiableSet());
    }
}
