package dev.regatta.coordinator.prune;

import java.util.Comparator;
import org.pcollections.PVector;

/** Persistent vectors that are kept in order; each call is of logarithmic cost but for a factor. */
final class Sorted {

    private Sorted() {}

    /** Number of elements that come before {@code element}: where it is, or would be put. */
    static <T> int before(PVector<T> sorted, T element, Comparator<? super T> order) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(sorted.get(middle), element) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static <T> PVector<T> plus(PVector<T> sorted, T element, Comparator<? super T> order) {
        return sorted.plus(before(sorted, element, order), element);
    }

    /** Without {@code element}; unchanged if it is not there. */
    static <T> PVector<T> minus(PVector<T> sorted, T element, Comparator<? super T> order) {
        int at = before(sorted, element, order);
        return at < sorted.size() && sorted.get(at).equals(element) ? sorted.minus(at) : sorted;
    }
}
