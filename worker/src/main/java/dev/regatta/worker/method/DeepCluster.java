package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.Batch;
import dev.regatta.worker.data.Seeds;
import dev.regatta.worker.model.Encoder;
import dev.regatta.worker.model.Projector;
import dev.regatta.worker.model.Scaling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * DeepCluster-v2: at each epoch's start the remembered embeddings are clustered, the centroids become the prototypes,
 * and the network learns to predict every sample's cluster. With {@link SelfDistillation}, its shallow branches do too.
 *
 * @see <a href="https://arxiv.org/abs/2006.09882">SwAV, appendix, for DeepCluster-v2</a>
 */
final class DeepCluster implements PretrainingMethod {
    private static final String DRAWS = "corruption.draws";

    private final ClusterSettings settings;
    private final int batchSize;
    private final long seed;
    private final NDManager manager;
    private final Encoder encoder;
    private final Projector projector;
    private final List<ClusterHead> heads = new ArrayList<>();
    private final Optional<SelfDistillation> distillation;
    private final Optional<EmaTeacher> teacher;
    private final Corruption corruption;
    private final PseudoLabels labels;
    private final MemoryBank bank;
    private int draws;

    /** @param distilled whether the branches are trained too */
    DeepCluster(MethodParts parts, boolean distilled) {
        Values values = parts.values();
        this.settings = ClusterSettings.of(values);
        this.batchSize = values.whole("batch_size");
        this.seed = parts.seed();
        this.manager = parts.manager();
        this.encoder = parts.encoder();
        this.projector = new Projector(
                parts.weights(), "projector", encoder.featureSize(), settings.projectorHidden(), settings.embedding());
        for (int head = 0; head < settings.clusters().length; head++) {
            parts.checkClusters(settings.clusters()[head]);
            heads.add(new ClusterHead(
                    parts.weights(), "", head + 1, settings.clusters()[head], settings, parts.samples()));
        }
        this.distillation =
                distilled ? Optional.of(new SelfDistillation(parts, settings, projector)) : Optional.empty();
        this.teacher =
                settings.ema() > 0 ? Optional.of(new EmaTeacher(parts, settings, settings.ema())) : Optional.empty();
        this.corruption = new Corruption(
                Corruption.Kind.valueOf(values.text("corruption").toUpperCase(Locale.ROOT)),
                values.number("corruption_strength"),
                seed);
        this.labels = new PseudoLabels(settings);
        this.bank = MemoryBank.bySlots(manager, parts.slots(), settings.embedding());
    }

    @Override
    public void prepare(Batch batch, int cursor) {
        Encoder.Features features = encoder.apply(batch.samples(), true);
        NDArray embeddings = projector.apply(features.pooled(), true);
        remember(
                batch,
                cursor,
                teacher.map(network -> network.embed(batch.samples())).orElse(embeddings));
        distillation.ifPresent(branches -> branches.prepare(features, batch, cursor));
    }

    @Override
    public void beginEpoch(int epoch) {
        boolean goOn = settings.kmeansInit().equals("previous") && epoch > 0;
        PseudoLabels.Start start = !goOn
                ? PseudoLabels.Start.ROWS
                : settings.whiten() ? PseudoLabels.Start.MEANS : PseudoLabels.Start.PROTOTYPES;
        for (int h = 0; h < heads.size(); h++) {
            Random random = Seeds.random(seed, h == 0 ? "kmeans" : "kmeans" + (h + 1), epoch);
            ClusterHead head = heads.get(h);
            head.cluster(bank, labels, start, head.clustersOf(bank), random, manager);
        }
        Random random = Seeds.random(seed, "branches", epoch);
        distillation.ifPresent(branches -> branches.beginEpoch(heads, labels, random, manager));
    }

    @Override
    public NDArray loss(Batch batch, int cursor) {
        View view = corruption.apply(batch, draws++);
        Encoder.Features features = encoder.apply(view.samples(), true);
        NDArray embeddings = projector.apply(features.pooled(), true); // [B, E]
        remember(batch, cursor, assignable(batch, embeddings));
        List<NDArray> logits =
                heads.stream().map(head -> head.prototypes().logits(embeddings)).toList(); // [B, K] each
        NDArray loss = meanOverHeads(view, logits);
        return distillation
                .map(branches -> loss.add(branches.loss(features, logits, heads, view, batch, cursor)))
                .orElse(loss);
    }

    private NDArray meanOverHeads(View view, List<NDArray> logits) {
        List<NDArray> losses = new ArrayList<>();
        for (int h = 0; h < heads.size(); h++) {
            losses.add(view.loss(logits.get(h), heads.get(h).assignments()));
        }
        return Scaling.times(losses.stream().reduce(NDArray::add).orElseThrow(), 1.0 / heads.size());
    }

    /** What the next clustering sees: embeddings of clean samples, by the teacher if there is one. */
    private NDArray assignable(Batch batch, NDArray embeddings) {
        if (teacher.isEmpty() && !corruption.active()) {
            return embeddings.stopGradient();
        }
        return NoGradients.during(() -> teacher.map(network -> network.embed(batch.samples()))
                .orElseGet(() ->
                        projector.apply(encoder.apply(batch.samples(), true).pooled(), true)));
    }

    @Override
    public void afterStep(Batch batch) {
        teacher.ifPresent(EmaTeacher::follow);
    }

    @Override
    public Set<String> frozen(long step) {
        if (step >= settings.freezeSteps()) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        heads.forEach(head -> names.add(head.prototypes().name()));
        distillation.ifPresent(branches -> names.addAll(branches.frozenNames()));
        return names;
    }

    @Override
    public Map<String, HostTensor> state() {
        Map<String, HostTensor> state = new LinkedHashMap<>(bank.state());
        heads.forEach(head -> state.putAll(head.state()));
        distillation.ifPresent(branches -> state.putAll(branches.state()));
        teacher.ifPresent(network -> state.putAll(network.state()));
        state.put(DRAWS, HostTensor.of(new int[] {draws}, 1));
        return state;
    }

    @Override
    public void restore(TensorFile file) {
        bank.restore(file);
        heads.forEach(head -> head.restore(file));
        distillation.ifPresent(branches -> branches.restore(file));
        teacher.ifPresent(network -> network.restore(file));
        draws = file.tensor(DRAWS).ints()[0];
    }

    @Override
    public Optional<NDArray> embed(NDArray pooled) {
        return Optional.of(projector.apply(pooled, false));
    }

    @Override
    public Optional<Assignments> assignments() {
        return Optional.of(heads.get(0).assignments());
    }

    @Override
    public Optional<MemoryBank> bank() {
        return Optional.of(bank);
    }

    @Override
    public Optional<HostTensor> prototypes() {
        return Optional.of(
                HostTensor.of(heads.get(0).prototypes().values(), settings.clusters()[0], settings.embedding()));
    }

    private void remember(Batch batch, int cursor, NDArray embeddings) {
        bank.write(cursor * batchSize, batch.indices(), embeddings);
    }
}
