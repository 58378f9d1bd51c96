package dev.regatta.coordinator.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SeedsTest {

    @Test
    void theSameTrialOfAStudyDrawsTheSame() {
        assertThat(Seeds.forSampler(3, 4).nextLong())
                .isEqualTo(Seeds.forSampler(3, 4).nextLong());
        assertThat(Seeds.trialSeed(3, 4)).isEqualTo(Seeds.trialSeed(3, 4)).isPositive();
    }

    @Test
    void noNumberIsDrawnForTwoTrialsOrInTwoStudies() {
        Set<Long> all = new HashSet<>();
        List<Long> repeated = new ArrayList<>();
        for (long study = 0; study < 20; study++) {
            for (int trial = 0; trial < 200; trial++) {
                RandomGenerator random = Seeds.forSampler(study, trial);
                for (int draw = 0; draw < 20; draw++) {
                    long number = random.nextLong();
                    if (!all.add(number)) {
                        repeated.add(number);
                    }
                }
            }
        }
        assertThat(repeated).isEmpty();
    }
}
