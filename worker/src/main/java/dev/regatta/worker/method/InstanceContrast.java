package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.data.Seeds;
import dev.regatta.worker.loss.CrossEntropy;
import dev.regatta.worker.loss.InstanceLoss;
import dev.regatta.worker.model.Scaling;
import dev.regatta.worker.model.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Tells every sample from all others by a memory of their embeddings: by a softmax over all N, or by noise-contrastive
 * estimation against a draw that a step's samples share. Holds the memory, the estimate's normalizer and the draws'
 * counter.
 */
final class InstanceContrast {
    private static final String DRAWS = "contrast.draws";
    private static final String NORMALIZER = "contrast.log_normalizer";

    private final boolean contrastive;
    private final double temperature;
    private final double momentum;
    private final int negatives;
    private final long seed;
    private final int samples;
    private final MemoryBank memory;
    private final NDArray logNormalizer; // []
    private int draws;

    InstanceContrast(MethodParts parts, boolean contrastive) {
        Values values = parts.values();
        this.contrastive = contrastive;
        this.temperature = values.number("temperature");
        this.momentum = values.number("memory_momentum");
        this.negatives = values.whole("negatives");
        this.seed = parts.seed();
        this.samples = parts.samples();
        NDManager manager = parts.manager();
        this.memory = MemoryBank.bySamples(
                manager, samples, values.whole("embedding_dim"), parts.weights().type(), seed);
        this.logNormalizer = manager.zeros(new Shape(), parts.weights().type());
    }

    MemoryBank memory() {
        return memory;
    }

    /** The loss of unit embeddings [B, E] of the samples {@code indices}. */
    NDArray loss(NDArray embeddings, int[] indices) {
        return contrastive ? estimated(embeddings, indices) : overAll(embeddings, indices);
    }

    /** Moves what is remembered of the samples towards their embeddings, which are detached. */
    void remember(NDArray embeddings, int[] indices) {
        NDArray slots = slots(embeddings, indices);
        NDArray kept = Scaling.times(memory.rows(slots), momentum);
        NDArray moved = kept.add(Scaling.times(embeddings, 1 - momentum)).normalize(2, 1);
        memory.replace(slots, moved);
    }

    Map<String, HostTensor> state() {
        Map<String, HostTensor> state = new LinkedHashMap<>(memory.state());
        state.put(DRAWS, HostTensor.of(new int[] {draws}, 1));
        state.put(NORMALIZER, HostTensor.of(new float[] {logNormalizer.getFloat()}, 1));
        return state;
    }

    void restore(TensorFile file) {
        memory.restore(file);
        draws = file.tensor(DRAWS).ints()[0];
        Weights.assign(logNormalizer, file.tensor(NORMALIZER).floats());
    }

    private NDArray overAll(NDArray embeddings, int[] indices) {
        NDArray all = memory.tensor().transpose(); // [E, N]
        all.attach(embeddings.getManager());
        return CrossEntropy.mean(Scaling.times(embeddings.matMul(all), 1 / temperature), indices);
    }

    private NDArray estimated(NDArray embeddings, int[] indices) {
        NDArray own = embeddings.mul(memory.rows(slots(embeddings, indices))).sum(new int[] {1}, true); // [B, 1]
        NDArray drawn = memory.rows(slots(embeddings, draw())); // [m, E]
        NDArray noise = embeddings.matMul(drawn.transpose()); // [B, m]
        NDArray ownScores = Scaling.times(own, 1 / temperature);
        NDArray noiseScores = Scaling.times(noise, 1 / temperature);
        if (draws == 1) {
            logNormalizer.set(new NDIndex("..."), InstanceLoss.logNormalizer(noiseScores.stopGradient(), samples));
        }
        return InstanceLoss.contrastive(ownScores, noiseScores, logNormalizer, samples);
    }

    private int[] draw() {
        Random random = Seeds.random(seed, "negatives", draws++);
        return random.ints(negatives, 0, samples).toArray();
    }

    private static NDArray slots(NDArray embeddings, int[] indices) {
        return embeddings
                .getManager()
                .create(Arrays.stream(indices).asLongStream().toArray());
    }
}
