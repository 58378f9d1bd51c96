package dev.regatta.coordinator.search;

import java.util.AbstractCollection;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.IntTreePMap;

/**
 * A map from numbers to values, immutable; changed ones share what has not changed. Neighbours lie in one array: of 10,000 values each
 * is found in half the steps of a tree of all of them, and samplers look for hundreds at a time.
 */
final class ChunkedMap<V> {
    private static final int BITS = 6;
    private static final int SIZE = 1 << BITS;

    private final IntTreePMap<@Nullable Object[]> chunks;
    private final int size;

    private ChunkedMap(IntTreePMap<@Nullable Object[]> chunks, int size) {
        this.chunks = chunks;
        this.size = size;
    }

    static <V> ChunkedMap<V> empty() {
        return new ChunkedMap<>(IntTreePMap.empty(), 0);
    }

    int size() {
        return size;
    }

    Optional<V> get(int number) {
        @Nullable Object[] chunk = chunks.get(number >> BITS);
        return chunk == null ? Optional.empty() : Optional.ofNullable(value(chunk[number & (SIZE - 1)]));
    }

    /** With the value added, or in place of the number's former one. */
    ChunkedMap<V> plus(int number, V value) {
        @Nullable Object[] before = chunks.get(number >> BITS);
        @Nullable Object[] after = before == null ? new @Nullable Object[SIZE] : before.clone();
        int place = number & (SIZE - 1);
        int added = after[place] == null ? 1 : 0;
        after[place] = value;
        return new ChunkedMap<>(chunks.plus(number >> BITS, after), size + added);
    }

    /** All values, by increasing number; a view. */
    Collection<V> values() {
        return new AbstractCollection<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<V> iterator() {
                return new Values();
            }
        };
    }

    @SuppressWarnings("unchecked") // nothing else is put there
    private @Nullable V value(@Nullable Object object) {
        return (V) object;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof ChunkedMap<?> that)
                || size != that.size
                || !chunks.keySet().equals(that.chunks.keySet())) {
            return false;
        }
        Iterator<@Nullable Object[]> others = that.chunks.values().iterator();
        return chunks.values().stream().allMatch(chunk -> Arrays.equals(chunk, others.next()));
    }

    @Override
    public int hashCode() {
        return chunks.values().stream().mapToInt(Arrays::hashCode).sum();
    }

    private final class Values implements Iterator<V> {
        private final Iterator<@Nullable Object[]> rest = chunks.values().iterator();
        private @Nullable Object[] chunk = {};
        private int place;

        @Override
        public boolean hasNext() {
            while (true) {
                while (place < chunk.length) {
                    if (chunk[place] != null) {
                        return true;
                    }
                    place++;
                }
                if (!rest.hasNext()) {
                    return false;
                }
                chunk = rest.next();
                place = 0;
            }
        }

        @Override
        public V next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return Objects.requireNonNull(value(chunk[place++]));
        }
    }
}
