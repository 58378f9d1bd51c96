package dev.regatta.worker.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import dev.regatta.worker.model.Scaling;

/** Telling a sample from the others by what is remembered of them. */
public final class InstanceLoss {
    private InstanceLoss() {}

    /**
     * Noise-contrastive estimation of the softmax over all N samples: −log h(own) − Σ log(1 − h(noise)) with
     * h = P / (P + m/N) and P = exp(score) / Z, meaned over the batch.
     *
     * @param own scores of the samples with their own memory, divided by τ, [B, 1]
     * @param noise scores with those of m samples drawn evenly, [B, m]
     * @param logNormalizer log Z, a scalar
     * @param samples number N of all samples
     * @see <a href="https://arxiv.org/abs/1805.01978">Unsupervised Feature Learning via Non-Parametric Instance
     *     Discrimination, eqs. 5 to 7</a>
     */
    public static NDArray contrastive(NDArray own, NDArray noise, NDArray logNormalizer, int samples) {
        double logNoise = Math.log(noise.getShape().get(1) / (double) samples);
        // log h = −softplus(c − a) and log(1 − h) = −softplus(a − c), a = score − log Z and c = log(m/N)
        NDArray shift = Scaling.number(own, logNoise).add(logNormalizer);
        NDArray missed = Activation.softPlus(own.sub(shift).neg()).sum();
        NDArray mistaken = Activation.softPlus(noise.sub(shift)).sum();
        return Scaling.times(missed.add(mistaken), 1.0 / own.getShape().get(0));
    }

    /** log of N times the scores' mean exponential: the estimate of log Z that a first batch gives. */
    public static NDArray logNormalizer(NDArray noise, int samples) {
        NDArray top = noise.max();
        NDArray mean = noise.sub(top).exp().mean();
        return mean.log().add(top).add(Scaling.number(noise, Math.log(samples)));
    }
}
