package dev.regatta.worker.eval;

import dev.regatta.worker.data.Seeds;
import java.util.Arrays;

/**
 * Which training samples' labels are held out to choose hyperparameters by. The same for every trial on a data set of
 * the same size, whatever its seed, so that trials are compared on the same samples.
 *
 * @param fitted samples whose labels a probe learns from
 * @param held samples it is judged by
 */
public record Holdout(int[] fitted, int[] held) {
    private static final long SEED = 5;

    /** @param fraction share held out; at least one sample is held out and one is not */
    public static Holdout of(int samples, double fraction) {
        if (samples < 2) {
            throw new IllegalArgumentException("there are " + samples + " samples, a hold-out needs at least 2");
        }
        int held = (int) Math.min(samples - 1L, Math.max(1, Math.round(samples * fraction)));
        int[] order = Seeds.permutation(samples, Seeds.random(SEED, "holdout", samples));
        int[] first = Arrays.copyOf(order, held);
        int[] rest = Arrays.copyOfRange(order, held, samples);
        Arrays.sort(first);
        Arrays.sort(rest);
        return new Holdout(rest, first);
    }
}
