package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.Batch;
import dev.regatta.worker.method.ClusterSettings.BranchHead;
import dev.regatta.worker.method.ClusterSettings.BranchPrototypes;
import dev.regatta.worker.model.Branch;
import dev.regatta.worker.model.Classifier;
import dev.regatta.worker.model.Projector;
import dev.regatta.worker.model.Prototypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A branch with what classifies its features: prototypes behind a projector, its own or the teacher's, or one linear
 * layer for each head.
 */
final class BranchExit {
    private final ClusterSettings settings;
    private final String name;
    private final int batchSize;
    private final Branch branch;
    private final Optional<Projector> projector;
    private final List<ClusterHead> heads = new ArrayList<>();
    private final List<Classifier> classifiers = new ArrayList<>();
    private final Optional<MemoryBank> bank;

    BranchExit(MethodParts parts, ClusterSettings settings, Projector teacher, int stage) {
        this.settings = settings;
        this.name = "branch" + (stage + 1);
        this.batchSize = parts.values().whole("batch_size");
        this.branch = parts.encoder().branch(parts.weights(), name, stage);
        this.projector = projector(parts, teacher);
        for (int head = 0; head < settings.clusters().length; head++) {
            addHead(parts, head + 1, settings.clusters()[head]);
        }
        this.bank = settings.distilling().remembers()
                ? Optional.of(MemoryBank.bySlots(parts.manager(), parts.slots(), settings.embedding()))
                : Optional.empty();
    }

    private Optional<Projector> projector(MethodParts parts, Projector teacher) {
        return switch (settings.distilling().head()) {
            case LINEAR -> Optional.empty();
            case SHARED -> Optional.of(teacher);
            case OWN ->
                Optional.of(new Projector(
                        parts.weights(),
                        name + ".projector",
                        parts.encoder().featureSize(),
                        settings.projectorHidden(),
                        settings.embedding()));
        };
    }

    private void addHead(MethodParts parts, int number, int clusters) {
        if (settings.distilling().head() == BranchHead.LINEAR) {
            String classifier = name + ".classifier" + number;
            classifiers.add(
                    new Classifier(parts.weights(), classifier, parts.encoder().featureSize(), clusters));
        } else {
            heads.add(new ClusterHead(parts.weights(), name + ".", number, clusters, settings, parts.samples()));
        }
    }

    /**
     * What it says of a batch.
     *
     * @param exit the branch's features
     * @param embeddings [B, E]; empty behind a linear head
     * @param logits of each head, [B, K]
     */
    record Said(Branch.Exit exit, Optional<NDArray> embeddings, List<NDArray> logits) {}

    Said apply(NDArray map) {
        Branch.Exit exit = branch.apply(map, true);
        Optional<NDArray> embeddings = projector.map(head -> head.apply(exit.pooled(), true));
        List<NDArray> logits = Stream.concat(
                        classifiers.stream().map(classifier -> classifier.logits(exit.pooled())),
                        heads.stream().map(head -> head.prototypes().logits(embeddings.orElseThrow())))
                .toList();
        return new Said(exit, embeddings, logits);
    }

    void remember(Batch batch, int cursor, NDArray embeddings) {
        bank.ifPresent(own -> own.write(cursor * batchSize, batch.indices(), embeddings));
    }

    boolean remembers() {
        return bank.isPresent();
    }

    /** The labels that its head {@code number} (from 0) learns. */
    Assignments labels(List<ClusterHead> teacher, int number) {
        boolean own = settings.distilling().ownClusters() && !heads.isEmpty();
        return (own ? heads : teacher).get(number).assignments();
    }

    /** Takes over the teacher's centroids, or makes its own of what it remembers. */
    void beginEpoch(List<ClusterHead> teacher, PseudoLabels labels, Random random, NDManager manager) {
        for (int i = 0; i < heads.size(); i++) {
            if (settings.distilling().ownClusters()) {
                // Begun with the means of the teacher's clusters, so that equal numbers mean alike.
                MemoryBank own = bank.orElseThrow();
                int[] known = teacher.get(i).clustersOf(own);
                heads.get(i).cluster(own, labels, PseudoLabels.Start.MEANS, known, random, manager);
            } else if (settings.distilling().prototypes() == BranchPrototypes.CLASS_MEANS) {
                assignMeans(heads.get(i), teacher.get(i), manager);
            } else if (settings.distilling().prototypes() == BranchPrototypes.TEACHER) {
                heads.get(i).prototypes().assign(teacher.get(i).prototypes().values());
            }
        }
    }

    private void assignMeans(ClusterHead own, ClusterHead teacher, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            MemoryBank remembered = bank.orElseThrow();
            NDArray means =
                    PseudoLabels.means(remembered.tensor(), teacher.clustersOf(remembered), own.unit(scope), scope);
            own.prototypes().assign(means.toFloatArray());
        }
    }

    Stream<Prototypes> prototypes() {
        return heads.stream().map(ClusterHead::prototypes);
    }

    Map<String, HostTensor> state() {
        Map<String, HostTensor> state = new LinkedHashMap<>();
        bank.ifPresent(own -> {
            state.putAll(own.state(name + ".bank"));
            heads.forEach(head -> state.putAll(head.state()));
        });
        return state;
    }

    void restore(TensorFile file) {
        bank.ifPresent(own -> {
            own.restore(file, name + ".bank");
            heads.forEach(head -> head.restore(file));
        });
    }
}
