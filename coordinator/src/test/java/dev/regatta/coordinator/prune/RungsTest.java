package dev.regatta.coordinator.prune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.protocol.study.PrunerSpec;
import dev.regatta.protocol.study.PrunerSpec.Mode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RungsTest {

    private static List<Integer> upTo30(PrunerSpec spec) {
        return IntStream.rangeClosed(1, 30)
                .filter(epoch -> Rungs.isAt(spec, epoch))
                .boxed()
                .toList();
    }

    @Test
    void rungsAreWhereSuccessiveHalvingHasThem() {
        assertThat(upTo30(new PrunerSpec.Asha(Mode.STOPPING, 1, Optional.empty(), 3, 0)))
                .containsExactly(1, 3, 9, 27);
        assertThat(upTo30(new PrunerSpec.Asha(Mode.STOPPING, 2, Optional.of(16L), 2, 1)))
                .containsExactly(4, 8);
    }

    @Test
    void ofBracketsTheLowestHasAllRungs() {
        assertThat(upTo30(new PrunerSpec.Hyperband(Mode.PROMOTION, 1, 27, 3))).containsExactly(1, 3, 9);
    }

    @Test
    void otherPrunersHaveNone() {
        assertThat(upTo30(new PrunerSpec.None())).isEmpty();
    }
}
