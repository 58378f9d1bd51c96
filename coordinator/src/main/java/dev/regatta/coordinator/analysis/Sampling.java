package dev.regatta.coordinator.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Makes long lists short for people to look at. Pure. */
public final class Sampling {

    private Sampling() {}

    /** At most {@code limit} entries, evenly spread, the first and the last among them. */
    public static <T> List<T> evenly(List<T> all, int limit) {
        if (all.size() <= limit) {
            return all;
        }
        List<T> some = new ArrayList<>(limit);
        for (int i = 0; i < limit; i++) {
            some.add(all.get((int) ((long) i * (all.size() - 1) / (limit - 1))));
        }
        return some;
    }

    /** At most {@code limit} entries in their order: the best half of them, and the others evenly spread. */
    static <T> List<T> bestAndOthers(List<T> all, Comparator<T> bestFirst, int limit) {
        if (all.size() <= limit) {
            return all;
        }
        List<Integer> ranked = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            ranked.add(i);
        }
        ranked.sort((a, b) -> bestFirst.compare(all.get(a), all.get(b)));
        TreeSet<Integer> chosen = new TreeSet<>(ranked.subList(0, limit / 2));
        List<Integer> others = new ArrayList<>(ranked.subList(limit / 2, ranked.size()));
        others.sort(Comparator.naturalOrder());
        chosen.addAll(evenly(others, limit - limit / 2));
        return chosen.stream().map(all::get).toList();
    }
}
