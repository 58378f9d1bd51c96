package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.Batch;
import dev.regatta.worker.loss.Distillation;
import dev.regatta.worker.model.Encoder;
import dev.regatta.worker.model.Projector;
import dev.regatta.worker.model.Prototypes;
import dev.regatta.worker.model.Scaling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Branches after the first three stages that learn from the cluster labels and from the deepest classifier. */
final class SelfDistillation {
    private final ClusterSettings.Distilling settings;
    private final List<BranchExit> exits = new ArrayList<>();

    /** @param projector the teacher's, in case the branches share it */
    SelfDistillation(MethodParts parts, ClusterSettings settings, Projector projector) {
        this.settings = settings.distilling();
        for (int stage = 0; stage < Encoder.STAGES - 1; stage++) {
            exits.add(new BranchExit(parts, settings, projector, stage));
        }
    }

    /** Remembers what the branches make of a batch, where that is needed, before the first epoch. */
    void prepare(Encoder.Features features, Batch batch, int cursor) {
        for (int i = 0; i < exits.size(); i++) {
            if (exits.get(i).remembers()) {
                exits.get(i)
                        .apply(features.shallow().get(i))
                        .embeddings()
                        .ifPresent(remember(exits.get(i), batch, cursor));
            }
        }
    }

    /** Σ over branches of (1−α)·CE + α·KL + λ·hint; CE and KL are means over the heads. */
    NDArray loss(
            Encoder.Features features,
            List<NDArray> teacherLogits,
            List<ClusterHead> teacher,
            View view,
            Batch batch,
            int cursor) {
        List<NDArray> terms = new ArrayList<>();
        for (int i = 0; i < exits.size(); i++) {
            BranchExit exit = exits.get(i);
            BranchExit.Said said = exit.apply(features.shallow().get(i));
            if (exit.remembers()) {
                said.embeddings().map(NDArray::stopGradient).ifPresent(remember(exit, batch, cursor));
            }
            int heads = teacherLogits.size();
            for (int h = 0; h < heads; h++) {
                NDArray logits = said.logits().get(h);
                NDArray labels = view.loss(logits, exit.labels(teacher, h));
                NDArray softLabels = Distillation.softLabels(
                        teacherLogits.get(h), logits, settings.temperature(), settings.softLabels());
                terms.add(Scaling.times(labels, (1 - settings.alpha()) / heads));
                terms.add(Scaling.times(softLabels, settings.alpha() / heads));
            }
            terms.add(Scaling.times(hint(features, said), settings.lambda()));
        }
        return terms.stream().reduce(NDArray::add).orElseThrow();
    }

    private NDArray hint(Encoder.Features features, BranchExit.Said said) {
        NDArray teacher = settings.hintOnMaps() ? features.deepest() : features.pooled();
        NDArray branch = settings.hintOnMaps() ? said.exit().map() : said.exit().pooled();
        if (!teacher.getShape().equals(branch.getShape())) {
            throw new UnsuitableDataException(
                    "hint_level is map, but samples of this size give the deepest map the shape " + teacher.getShape()
                            + " and a branch's " + branch.getShape() + "; must be pooled here");
        }
        return Distillation.hint(
                settings.hintStopsGradient() ? teacher.stopGradient() : teacher, branch, settings.hint());
    }

    void beginEpoch(List<ClusterHead> teacher, PseudoLabels labels, Random random, NDManager manager) {
        exits.forEach(exit -> exit.beginEpoch(teacher, labels, random, manager));
    }

    /** Names of the branches' prototypes that are frozen with the teacher's. */
    Set<String> frozenNames() {
        return settings.frozenWithTeacher()
                ? exits.stream()
                        .flatMap(BranchExit::prototypes)
                        .map(Prototypes::name)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    Map<String, HostTensor> state() {
        Map<String, HostTensor> state = new LinkedHashMap<>();
        exits.forEach(exit -> state.putAll(exit.state()));
        return state;
    }

    void restore(TensorFile file) {
        exits.forEach(exit -> exit.restore(file));
    }

    private static Consumer<NDArray> remember(BranchExit exit, Batch batch, int cursor) {
        return embeddings -> exit.remember(batch, cursor, embeddings);
    }
}
