package dev.regatta.worker.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldoutTest {

    @Test
    void everySampleIsOnOneSideOnly() {
        Holdout holdout = Holdout.of(1000, 0.1);

        assertThat(holdout.held()).hasSize(100);
        assertThat(IntStream.concat(IntStream.of(holdout.fitted()), IntStream.of(holdout.held()))
                        .sorted())
                .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void everyTrialHoldsOutTheSameSamples() {
        assertThat(Holdout.of(50, 0.2).held()).isEqualTo(Holdout.of(50, 0.2).held());
    }

    @Test
    void neitherSideIsEverEmpty() {
        assertThat(Holdout.of(2, 0.01).held()).hasSize(1);
        assertThat(Holdout.of(2, 0.5).fitted()).hasSize(1);
    }
}
