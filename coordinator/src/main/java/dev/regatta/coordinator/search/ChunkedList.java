package dev.regatta.coordinator.search;

import java.util.AbstractList;
import java.util.Iterator;

/** A list, immutable; changed ones share what has not changed. See {@link ChunkedMap} for what a change and a look cost. */
public final class ChunkedList<E> extends AbstractList<E> {
    private final ChunkedMap<E> elements;

    private ChunkedList(ChunkedMap<E> elements) {
        this.elements = elements;
    }

    public static <E> ChunkedList<E> empty() {
        return new ChunkedList<>(ChunkedMap.empty());
    }

    /** With the element at its end. */
    public ChunkedList<E> plus(E element) {
        return new ChunkedList<>(elements.plus(size(), element));
    }

    /**
     * With the element in place of another.
     *
     * @throws IndexOutOfBoundsException if there is none at that place
     */
    public ChunkedList<E> with(int place, E element) {
        if (place < 0 || place >= size()) {
            throw new IndexOutOfBoundsException(place);
        }
        return new ChunkedList<>(elements.plus(place, element));
    }

    @Override
    public E get(int place) {
        return elements.get(place).orElseThrow(() -> new IndexOutOfBoundsException(place));
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public Iterator<E> iterator() {
        return elements.values().iterator();
    }
}
