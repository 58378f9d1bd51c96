package dev.regatta.coordinator.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regatta.protocol.study.Range;
import dev.regatta.protocol.study.SamplerSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
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
    void sobolPointsFillEveryBoxOfASixtyFourthOnce() {
        for (long seed = 0; seed < 8; seed++) {
            List<double[]> points = sobol(true, seed, 64);
            for (int columns = 1; columns <= 64; columns *= 2) {
                int across = columns;
                int down = 64 / columns;
                assertThat(points.stream()
                                .map(point -> List.of(Math.floor(point[0] * across), Math.floor(point[1] * down))))
                        .as("boxes of %d columns and %d rows, seed %d", across, down, seed)
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void scramblingFlipsADigitByTheDigitsBeforeItAlone() {
        List<double[]> plain = sobol(false, 1, 64);
        List<double[]> scrambled = sobol(true, 1, 64);
        Set<Long> flips = new HashSet<>();
        for (int i = 0; i < 64; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(commonDigits(scrambled.get(i)[0], scrambled.get(j)[0]))
                        .isEqualTo(commonDigits(plain.get(i)[0], plain.get(j)[0]));
            }
            flips.add(digits(scrambled.get(i)[0]) >>> 46 ^ digits(plain.get(i)[0]) >>> 46);
        }
        assertThat(flips).as("of the first six digits").hasSizeGreaterThan(16);
    }

    @Test
    void scrambledPointsAreUniformOverSeeds() {
        double[] firsts = LongStream.range(0, 1000)
                .mapToDouble(seed -> sobol(true, seed, 1).get(0)[1])
                .toArray();
        double mean = DoubleStream.of(firsts).average().orElseThrow();
        double squares = DoubleStream.of(firsts).map(x -> x * x).average().orElseThrow();
        assertThat(mean).isCloseTo(0.5, within(0.03));
        assertThat(squares).isCloseTo(1.0 / 3, within(0.03));
    }

    /** Points of two dimensions. */
    private static List<double[]> sobol(boolean scramble, long seed, int count) {
        Sampler sampler = Samplers.of(new SamplerSpec("sobol").with("scramble", scramble), seed);
        Map<String, Range> ranges = new LinkedHashMap<>();
        ranges.put("x", new Range.FloatRange(0, 1, false));
        ranges.put("y", new Range.FloatRange(0, 1, false));
        SearchSpace space = SearchSpace.of(ranges);
        History history = History.empty(List.of(Direction.MINIMIZE));
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var suggested =
                    sampler.suggest(space, history, Seeds.forSampler(seed, i)).parameters();
            history = history.with(ObservedTrial.running(i, suggested));
            points.add(new double[] {
                (double) suggested.get("x").orElseThrow(),
                (double) suggested.get("y").orElseThrow()
            });
        }
        return points;
    }

    private static long digits(double coordinate) {
        return (long) (coordinate * 0x1p52);
    }

    private static int commonDigits(double a, double b) {
        return Long.numberOfLeadingZeros(digits(a) ^ digits(b));
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
