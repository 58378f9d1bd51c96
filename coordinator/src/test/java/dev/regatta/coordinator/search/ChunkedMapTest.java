package dev.regatta.coordinator.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ChunkedMapTest {
    @Test
    void itHoldsWhatASortedMapHolds() {
        Random random = new Random(7);
        TreeMap<Integer, String> expected = new TreeMap<>();
        ChunkedMap<String> map = ChunkedMap.empty();
        for (int i = 0; i < 2_000; i++) {
            int number = random.nextInt(900) - 200;
            expected.put(number, "value " + i);
            map = map.plus(number, "value " + i);
        }

        assertThat(map.size()).isEqualTo(expected.size());
        assertThat(new ArrayList<>(map.values())).isEqualTo(List.copyOf(expected.values()));
        for (int number = -300; number < 800; number++) {
            assertThat(map.get(number).orElse("none")).isEqualTo(expected.getOrDefault(number, "none"));
        }
    }

    @Test
    void aChangedMapLeavesTheFormerOneAsItWas() {
        ChunkedMap<String> one = ChunkedMap.<String>empty().plus(63, "a").plus(64, "b");
        ChunkedMap<String> two = one.plus(64, "c").plus(65, "d");

        assertThat(one.values()).containsExactly("a", "b");
        assertThat(two.values()).containsExactly("a", "c", "d");
        assertThat(one.size()).isEqualTo(2);
        assertThat(two.size()).isEqualTo(3);
    }

    @Test
    void mapsOfTheSameValuesAreEqualHoweverTheyCameAbout() {
        ChunkedMap<String> one = ChunkedMap.<String>empty().plus(-1, "a").plus(200, "b");
        ChunkedMap<String> other = ChunkedMap.<String>empty().plus(200, "c").plus(-1, "a");

        assertThat(other).isNotEqualTo(one);
        assertThat(other.plus(200, "b")).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(one.plus(201, "b")).isNotEqualTo(one);
        assertThat(one).isNotEqualTo(one.plus(300, "b"));
    }
}
