package dev.regatta.coordinator.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ChunkedListTest {
    private final ChunkedList<String> list =
            ChunkedList.<String>empty().plus("a").plus("b");

    @Test
    void itIsAListLikeAnyOther() {
        assertThat(list).isEqualTo(List.of("a", "b")).hasSameHashCodeAs(List.of("a", "b"));
        assertThat(list.with(0, "c")).containsExactly("c", "b");
        assertThat(list).as("unchanged").containsExactly("a", "b");
    }

    @Test
    void aPlaceThatItHasNotIsRefused() {
        for (int place : new int[] {-1, 2}) {
            assertThatThrownBy(() -> list.get(place)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> list.with(place, "c")).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}
