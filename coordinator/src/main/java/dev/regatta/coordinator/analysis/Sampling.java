package dev.regatta.coordinator.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Makes long lists short for people to look at. Pure. */
public final class Sampling {

    private Sampling() {}

    /** At most {@code limit} entries, evenly spread, the first and, of more than one, the last among them. */
    public static <T> List<T> evenly(List<T> all, int limit) {
        if (all.size() <= limit) {
            return all;
        }
        List<T> some = new ArrayList<>(limit);
        for (int i = 0; i < limit; i++) {
            some.add(all.get((int) ((long) i * (all.size() - 1) / Math.max(1, limit - 1))));
        }
        return some;
    }

    /**
     * At most {@code limit} entries in their order: the best half of them, of equal ones the earlier, and the others evenly
     * spread.
     *
     * @param loss the smaller the better; not NaN
     */
    public static <T> List<T> bestAndOthers(List<T> all, ToDoubleFunction<T> loss, int limit) {
        if (all.size() <= limit) {
            return all;
        }
        boolean[] chosen = best(all.stream().mapToDouble(loss).toArray(), limit / 2);
        List<Integer> others = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            if (!chosen[i]) {
                others.add(i);
            }
        }
        evenly(others, limit - limit / 2).forEach(i -> chosen[i] = true);
        List<T> some = new ArrayList<>(limit);
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i]) {
                some.add(all.get(i));
            }
        }
        return some;
    }

    /**
     * Which are the {@code count} smallest, of equal ones the earlier. Sorts plain numbers alone.
     *
     * @param losses not NaN, at least {@code count}
     */
    static boolean[] best(double[] losses, int count) {
        boolean[] best = new boolean[losses.length];
        if (count == 0) {
            return best;
        }
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        double last = sorted[count - 1];
        int left = count;
        for (int i = 0; i < losses.length; i++) {
            best[i] = losses[i] < last;
            left -= best[i] ? 1 : 0;
        }
        for (int i = 0; i < losses.length && left > 0; i++) {
            if (losses[i] == last) {
                best[i] = true;
                left--;
            }
        }
        return best;
    }
}
