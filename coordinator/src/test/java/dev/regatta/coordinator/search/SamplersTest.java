package dev.regatta.coordinator.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.protocol.study.Range;
import dev.regatta.protocol.study.SamplerSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SamplersTest {

    private static final List<Direction> TWO = List.of(Direction.MINIMIZE, Direction.MAXIMIZE);

    private static Sampler of(String type) {
        return Samplers.of(new SamplerSpec(type), 3);
    }

    @Nested
    class Random extends SamplerContract {
        @Override
        Sampler sampler() {
            return of("random");
        }
    }

    @Nested
    class Grid extends SamplerContract {
        @Override
        Sampler sampler() {
            return of("grid");
        }
    }

    @Nested
    class Sobol extends SamplerContract {
        @Override
        Sampler sampler() {
            return of("sobol");
        }
    }

    @Nested
    class Tpe extends SamplerContract {
        @Override
        Sampler sampler() {
            return of("tpe");
        }
    }

    @Nested
    class IndependentTpe extends SamplerContract {
        @Override
        Sampler sampler() {
            return Samplers.of(
                    new SamplerSpec("tpe").with("multivariate", false).with("constant_liar", false), 3);
        }
    }

    @Nested
    class UngroupedTpe extends SamplerContract {
        @Override
        Sampler sampler() {
            return Samplers.of(new SamplerSpec("tpe").with("group", false), 3);
        }
    }

    @Nested
    class CmaEs extends SamplerContract {
        @Override
        Sampler sampler() {
            return of("cmaes");
        }
    }

    @Nested
    class GaussianProcess extends SamplerContract {
        @Override
        Sampler sampler() {
            return of("gp");
        }
    }

    @Nested
    class Nsga2 extends SamplerContract {
        @Override
        Sampler sampler() {
            return of("nsga2");
        }

        @Override
        List<Direction> directions() {
            return TWO;
        }
    }

    @Nested
    class Pbt extends SamplerContract {
        @Override
        Sampler sampler() {
            return of("pbt");
        }
    }

    @Nested
    class Bohb extends SamplerContract {
        @Override
        Sampler sampler() {
            return of("bohb");
        }
    }

    @Test
    void anUnknownSamplerIsNamed() {
        assertThatThrownBy(() -> of("simplex")).hasMessageContaining("sampler.type is simplex, must be one of tpe");
    }

    @Test
    void aGridVisitsEveryCombinationOnce() {
        Map<String, Range> ranges = Map.of(
                "a", new Range.IntRange(1, 4, false),
                "b", new Range.Categorical(List.of("x", "y", "z")),
                "c", new Range.FloatRange(0, 1, false));
        Set<Object> seen = new HashSet<>();
        History history = History.empty(List.of(Direction.MINIMIZE));
        for (int i = 0; i < 4 * 3 * 5; i++) {
            var suggested = of("grid")
                    .suggest(SearchSpace.of(ranges), history, Seeds.forSampler(1, i))
                    .parameters();
            history = history.with(ObservedTrial.running(i, suggested));
            seen.add(suggested.values());
        }

        assertThat(seen).hasSize(4 * 3 * 5);
    }

    @Test
    void sobolPointsCoverEveryEighthAlike() {
        int[] counts = new int[8];
        History history = History.empty(List.of(Direction.MINIMIZE));
        for (int i = 0; i < 64; i++) {
            var suggested = of("sobol")
                    .suggest(
                            SearchSpace.of(Map.of("x", new Range.FloatRange(0, 1, false))),
                            history,
                            Seeds.forSampler(1, i))
                    .parameters();
            history = history.with(ObservedTrial.running(i, suggested));
            counts[(int) (8 * (double) suggested.get("x").orElseThrow())]++;
        }

        assertThat(counts).containsOnly(8);
    }

    @Test
    void populationBasedTrainingStartsFromOneOfTheBest() {
        History history = History.empty(List.of(Direction.MINIMIZE));
        SearchSpace space = SearchSpace.of(Map.of("x", new Range.FloatRange(0, 1, false)));
        for (int i = 0; i < 20; i++) {
            var random = Seeds.forSampler(1, i);
            history = history.with(
                    ObservedTrial.running(i, space.choose(d -> d.draw(random))).reported(1, i));
        }
        PbtSampler sampler = Samplers.populationBased(new SamplerSpec("pbt"));

        assertThat(sampler.suggest(space, history, Seeds.forSampler(1, 20)).startFrom())
                .hasValueSatisfying(source -> assertThat(source).isLessThan(5));
        assertThat(sampler.isToBeReplaced(history.trial(19).orElseThrow(), history))
                .isTrue();
        assertThat(sampler.isToBeReplaced(history.trial(3).orElseThrow(), history))
                .isFalse();
    }
}
